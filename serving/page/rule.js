// Merging and splitting commitments: who decides sees both sides before, and can take it back.
import {
  main,
  make,
  data,
  send,
  address,
  query,
  go,
  here,
  times,
  say,
  state,
  party,
  day,
  facts,
  count,
  input,
  link,
  searchHint,
} from "./pieces.js";

const FOUND = 8,
  ID = /^[0-9a-f]{6,32}$/,
  SAME = ["kind", "commitment", "target", "reviewed_by", "learned_at"];
let told = null; // what came of the last decision: told once by the next view, with a button that takes it back

const thing = row =>
  [party(row.actor), row.object || row.means || "words"].filter(Boolean).join(": ") + (row.recipient ? " → " + party(row.recipient) : "");
const commitment = id => link("/commitment/" + id, [], "commitment " + id.slice(0, 8));
const ownOf = row => row.history.filter(one => one.own);

// ---- what is decided ----

function again(path) {
  if (path === location.pathname + location.search) dispatchEvent(new PopStateEvent("popstate"));
  else go(path);
}

// Sends a decision and shows what has come of it; who was slower is told, and nothing was recorded.
async function decide(review, words, path) {
  try {
    const { reviews } = await send("/api/v1/reviews", review);
    told = { words, reviews: review.kind === "retract" ? [] : reviews, by: review.by };
  } catch (error) {
    if (error.status !== 409) throw error;
    told = { words: "Somebody was faster: this was changed while you looked at it. Nothing of yours was recorded; look again.", isWrong: true };
    path = here().pathname + here().search;
  }
  say("");
  again(path);
}

const takeBack = (reviews, by) =>
  decide({ kind: "retract", retracts: reviews, by }, "Taken back.", here().pathname + here().search);

// ---- choosing ----

const choice = (kind, attributes, ...words) =>
  make("label", { class: "choice" }, make("input", { type: kind, ...attributes }), make("span", {}, ...words));

// Finds another commitment, by words or its id; those of the same actor are there from the beginning.
function finder(row, legend, choose) {
  const list = make("div", {}),
    field = input("By words, or its id", "words", "", "search", { placeholder: searchHint });
  const ask = entries => data("/api/v1/commitments" + query([...entries, ["limit", String(FOUND + 1)]])).then(page => page.commitments);
  const actor = ["actor", row.actor.code || row.actor.text];
  let turn = 0; // an answer that comes late takes no other's place
  async function find(words) {
    const mine = ++turn;
    const found = ID.test(words)
      ? [await data("/api/v1/commitments/" + words).catch(() => null)]
      : words
        ? await ask([["search", words]])
        : [...(row.means ? await ask([actor, ["means", row.means]]) : []), ...(await ask([actor]))];
    const others = [...new Map(found.filter(one => one && one.id !== row.id).map(one => [one.id, one])).values()].slice(0, FOUND);
    if (mine !== turn) return;
    list.replaceChildren(
      ...others.map(one =>
        choice(
          "radio",
          { name: "other", value: one.id, onchange: () => choose(one.id) },
          thing(one),
          " ",
          state(one.state),
          make("span", { class: "dim" }, ` ${one.last_said || "no date"}, ${count(one.statements, "statement")}`),
        ),
      ),
    );
    if (!others.length) list.replaceChildren(make("p", {}, "Nothing else is found."));
    if (words) say(count(others.length, "commitment") + " found");
  }
  const form = make(
    "form",
    {
      class: "filters",
      role: "search",
      onsubmit: event => {
        event.preventDefault();
        find(field.querySelector("input").value.trim()).catch(error => list.replaceChildren(make("p", { role: "alert" }, error.message)));
      },
    },
    field,
    make("button", {}, "Find"),
  );
  find("").catch(error => say(error.message));
  return make("div", {}, form, make("fieldset", { class: "choices" }, make("legend", {}, legend), list));
}

// One side of what is looked at before.
function side(row, title, colour) {
  return make(
    "div",
    { class: "card side " + colour },
    make("p", { class: "dim" }, title),
    make("h3", {}, thing(row), " ", state(row.state)),
    row.statement && row.statement.sentence ? make("blockquote", {}, "“", row.statement.sentence, "”") : "",
    facts([
      ["amount", row.amount],
      ["condition", row.condition && row.condition.text],
      ["when", row.when],
      ["said", [row.first_said, row.last_said].filter((one, index, all) => one && all.indexOf(one) === index).join(" to ")],
      ["carried by", `${count(row.statements, "statement")} in ${count(row.articles, "report")}`],
    ]),
    make(
      "details",
      {},
      make("summary", {}, count(row.history.length, "statement") + " of its history"),
      make("ul", {}, row.history.map(sentence)),
    ),
  );
}

const sentence = one =>
  make("li", {}, make("span", { class: "dim" }, `${day(one.statement.article)} ${one.effect} `), "“", one.statement.sentence, "”");

// Who decides, why, and the buttons.
function decision(me, words, close, act) {
  const name = me.name ? null : input("Your name", "by", localStorage.getItem("reviewer"), "text", { required: true, autocomplete: "name" });
  const reason = input("Note", "note", "", "text", { placeholder: "why", autocomplete: "off" });
  const button = make("button", { class: "first", disabled: true }, words);
  const form = make(
    "form",
    {
      class: "filters",
      onsubmit: async event => {
        event.preventDefault();
        const by = me.name || name.querySelector("input").value.trim();
        if (name) localStorage.setItem("reviewer", by);
        button.disabled = true;
        await act(by, reason.querySelector("input").value.trim()).catch(error => say(error.message));
        button.disabled = false;
      },
    },
    name,
    reason,
    button,
    make("button", { type: "button", onclick: close }, "Cancel"),
  );
  return { form, button };
}

// ---- merging ----

function merging(row, me, close) {
  const preview = make("div", { "aria-live": "polite" });
  let other = null,
    isKept = true; // this one stays
  const { form, button } = decision(me, "Merge", close, (by, reason) => {
    const [ends, stays] = isKept ? [other, row] : [row, other];
    return decide(
      { kind: "merge", commitment: ends.id, target: stays.id, note: reason, by, seen: Math.max(ends.seen, stays.seen) },
      "Merged: the two are one commitment.",
      address("/commitment/" + stays.id),
    );
  });
  function draw() {
    const titles = isKept ? ["stays, with the statements of both", "ends"] : ["ends", "stays, with the statements of both"];
    preview.replaceChildren(
      make("div", { class: "sides" }, side(row, "This one " + titles[0], "left"), side(other, "The other one " + titles[1], "right")),
      make(
        "p",
        {},
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              isKept = !isKept;
              draw();
              preview.querySelector("button").focus();
            },
          },
          isKept ? "Keep the other one instead" : "Keep this one instead",
        ),
      ),
    );
    button.disabled = false;
  }
  async function choose(id) {
    other = await data("/api/v1/commitments/" + id);
    isKept = row.statements >= other.statements;
    draw();
  }
  return [
    make("h2", { tabindex: -1 }, "Merge with another commitment"),
    make("p", {}, "Where two are the same promise in other words, one takes all statements of the other, those that come later too."),
    finder(row, "Which one is the same?", id => choose(id).catch(error => say(error.message))),
    preview,
    form,
  ];
}

// ---- splitting ----

function splitting(row, me, close) {
  const statements = ownOf(row),
    chosen = new Set(),
    preview = make("div", {}),
    sum = make("p", { "aria-live": "polite" });
  let target = null,
    isNew = true;
  const { form, button } = decision(me, "Split off", close, (by, reason) =>
    decide(
      {
        kind: "split",
        statements: statements.map(one => one.statement.id).filter(id => chosen.has(id)),
        commitment: row.id,
        target: isNew ? null : target.id,
        note: reason,
        by,
        seen: isNew ? row.seen : Math.max(row.seen, target.seen),
      },
      `Split off: ${count(chosen.size, "statement")}.`,
      address("/commitment/" + (!isNew && chosen.size === statements.length ? target.id : row.id)),
    ),
  );
  const part = (title, colour, goes) => {
    const list = statements.filter(one => chosen.has(one.statement.id) === goes);
    return make("div", { class: "card side " + colour }, make("p", { class: "dim" }, title), make("ul", {}, list.map(sentence)));
  };
  function draw() {
    const isWhole = chosen.size === statements.length;
    button.disabled = !chosen.size || (isNew ? isWhole : !target);
    sum.replaceChildren(
      `${chosen.size} of ${count(statements.length, "statement")} leave${chosen.size === 1 ? "s" : ""}.`,
      isWhole && isNew ? " One has to stay, or they go to another commitment." : "",
    );
    preview.replaceChildren(
      make(
        "div",
        { class: "sides" },
        part("Stays here", "left", false),
        part(isNew ? "Leaves, for a commitment of its own" : `Leaves, for ${target ? thing(target) : "another commitment"}`, "right", true),
      ),
    );
  }
  const others = make("div", { hidden: true }),
    where = (isOwn, words) =>
      choice(
        "radio",
        {
          name: "where",
          checked: isOwn,
          onchange: () => {
            isNew = isOwn;
            others.hidden = isOwn;
            if (!isOwn && !others.firstChild) others.append(finder(row, "To which one?", choose));
            draw();
          },
        },
        words,
      );
  const choose = async id => {
    target = await data("/api/v1/commitments/" + id);
    draw();
  };
  const content = [
    make("h2", { tabindex: -1 }, "Split statements off"),
    make("p", {}, "Where statements tell of another promise, they leave; whatever disputes or revises them goes with them."),
    make(
      "fieldset",
      { class: "choices" },
      make("legend", {}, "Which ones leave?"),
      statements.map(one =>
        choice(
          "checkbox",
          {
            value: one.statement.id,
            onchange: event => {
              event.target.checked ? chosen.add(one.statement.id) : chosen.delete(one.statement.id);
              draw();
            },
          },
          make("strong", {}, day(one.statement.article)),
          " ",
          one.effect,
          " ",
          state(one.state),
          make("span", { class: "words" }, "“", one.statement.sentence, "”"),
        ),
      ),
    ),
    make(
      "fieldset",
      { class: "choices" },
      make("legend", {}, "Where to?"),
      where(true, "to a commitment of their own"),
      where(false, "to another commitment"),
    ),
    others,
    sum,
    preview,
    form,
  ];
  draw();
  return content;
}

// ---- on the page of a commitment ----

// Buttons, and below them what the pressed one opens.
export function rulingTools(row, me) {
  if (me.role === "read" || times().length) return "";
  const panel = make("section", { id: "ruling", class: "card ruling", hidden: true, "aria-label": "Merge or split" });
  let opener = null;
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };
  const button = (words, content) =>
    make(
      "button",
      {
        type: "button",
        "aria-expanded": "false",
        "aria-controls": "ruling",
        onclick: event => {
          if (opener === event.currentTarget && !panel.hidden) return close();
          if (opener) opener.setAttribute("aria-expanded", "false");
          opener = event.currentTarget;
          opener.setAttribute("aria-expanded", "true");
          panel.replaceChildren(...content(row, me, close));
          panel.hidden = false;
          panel.querySelector("h2").focus();
        },
      },
      words,
    );
  panel.addEventListener("keydown", event => {
    if (event.key === "Escape") close();
  });
  return make(
    "div",
    {},
    make(
      "div",
      { class: "actions" },
      button("Merge with another …", merging),
      ownOf(row).length ? button("Split statements off …", splitting) : "",
    ),
    panel,
  );
}

// Splits that were recorded together are one decision.
function decisions(reviews) {
  const found = [];
  for (const one of reviews.filter(review => review.kind !== "retract")) {
    const last = found[found.length - 1];
    const isSame = last && !last[0].retracted_by === !one.retracted_by && SAME.every(key => last[0][key] === one[key]);
    if (isSame && one.kind === "split") last.push(one);
    else found.push([one]);
  }
  return found;
}

function tell(id, reviews) {
  const [one] = reviews,
    isOut = one.commitment === id,
    what = one.kind === "merge" ? " merged " : ` split ${count(reviews.length, "statement")} off `;
  return [
    one.reviewed_by,
    what,
    one.kind === "merge"
      ? isOut
        ? ["this one into ", commitment(one.target)]
        : [commitment(one.commitment), " into this one"]
      : isOut
        ? ["to ", commitment(one.target)]
        : [commitment(one.commitment), ", to this one"],
    make("span", { class: "dim" }, ` (${one.learned_at.slice(0, 10)}${one.note ? ", “" + one.note + "”" : ""})`),
  ];
}

// How a commitment was merged and split, with buttons that take it back.
export function rulings(id, reviews, me) {
  const all = decisions(reviews),
    mayUndo = me.role !== "read" && !times().length;
  if (!all.length) return "";
  const name = me.name || localStorage.getItem("reviewer");
  return make(
    "section",
    { class: "rulings" },
    make("h2", {}, "Merged and split"),
    make(
      "ul",
      {},
      all.map(group =>
        make(
          "li",
          {},
          group[0].retracted_by ? [make("del", {}, tell(id, group)), " taken back"] : tell(id, group),
          " ",
          mayUndo && !group[0].retracted_by
            ? make(
                "button",
                {
                  type: "button",
                  onclick: () => {
                    if (name) return takeBack(group.map(one => one.review), name).catch(error => say(error.message));
                    say("Who are you? Write your name under Review first.");
                  },
                },
                "Take back",
              )
            : "",
        ),
      ),
    ),
  );
}

// What has just been decided, on top of what it has made.
export function rulingNews() {
  if (!told) return "";
  const { words, reviews, by, isWrong } = told;
  told = null;
  return make(
    "div",
    { class: "card news" + (isWrong ? " warning" : ""), role: isWrong ? "alert" : null, tabindex: -1 },
    words,
    " ",
    reviews && reviews.length ? make("button", { type: "button", onclick: () => takeBack(reviews, by).catch(error => say(error.message)) }, "Undo") : "",
  );
}

// An address under which nothing stands any more: where its statements went.
export function showEnded(id, reviews, me) {
  const news = rulingNews(),
    left = decisions(reviews).filter(([one]) => one.commitment === id && !one.retracted_by);
  main.replaceChildren(
    news,
    make("h1", {}, "No commitment stands here"),
    make(
      "p",
      {},
      times().length
        ? "It was not there by then."
        : left.length
          ? "Its statements went elsewhere:"
          : "What was split off to it went back to where it was.",
    ),
    rulings(id, reviews, me),
  );
  if (news) news.focus();
}
