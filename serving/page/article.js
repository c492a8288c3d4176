// An article as it was printed, each statement marked by its kind; a mark tells its reading, and explains it when it is chosen.
import {
  main,
  make,
  data,
  address,
  parameter,
  note,
  actColour,
  describe,
  downloads,
  csvOf,
  statementColumns,
  count,
} from "./pieces.js";
import { placesOf, reading } from "./reading.js";

const KINDS = [
  ["green", "promised or given"],
  ["amber", "offered, yielded"],
  ["red", "refused, taken back"],
  ["violet", "claimed, disputed, threatened"],
  ["cyan", "other acts"],
];

// Borders of everything that begins or ends in a text cut it into pieces; each piece knows what lies over it.
function pieces(text, statements, chosen) {
  const points = [...text],
    layers = [];
  for (const statement of statements) {
    const spans = statement.spans || {};
    if (spans.sentence) layers.push({ from: spans.sentence[0], to: spans.sentence[1], sentence: statement });
    if (spans.trigger && spans.trigger[1] > spans.trigger[0])
      layers.push({ from: spans.trigger[0], to: spans.trigger[1], trigger: statement });
  }
  if (chosen && statements.includes(chosen))
    for (const [role, from, to] of placesOf(chosen)) if (role !== "trigger") layers.push({ from, to, role });
  const cuts = [...new Set([0, points.length, ...layers.flatMap(one => [one.from, one.to])])]
    .filter(at => at >= 0 && at <= points.length)
    .sort((a, b) => a - b);
  return cuts
    .slice(0, -1)
    .map((from, index) => ({
      words: points.slice(from, cuts[index + 1]).join(""),
      over: layers.filter(one => one.from <= from && one.to >= cuts[index + 1]),
    }));
}

function marked(text, statements, chosen, choose, hint) {
  return pieces(text, statements, chosen).map(({ words, over }) => {
    const trigger = over.find(one => one.trigger),
      sentence = over.find(one => one.sentence),
      role = over.find(one => one.role);
    const classes = [
      sentence && "said-" + actColour(sentence.sentence.act),
      role && "role role-" + role.role,
      sentence && chosen === sentence.sentence && "chosen",
    ]
      .filter(Boolean)
      .join(" ");
    if (!trigger) return classes ? make("span", { class: classes, ...(sentence ? hint(sentence.sentence) : {}) }, words) : words;
    const statement = trigger.trigger;
    return make(
      "a",
      {
        href: "#" + statement.id,
        id: "mark-" + statement.id,
        class: `mark ${actColour(statement.act)} ${statement === chosen ? "chosen" : ""}`,
        "aria-label": `${words}: ${describe(statement)}`,
        ...hint(statement),
        onclick: event => {
          event.preventDefault();
          choose(statement);
        },
      },
      words,
    );
  });
}

// A small note beside the pointer or the focus.
function hints() {
  const tip = make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const showAt = (statement, place) => {
    tip.replaceChildren(
      make("strong", { class: actColour(statement.act) }, describe(statement)),
      make("div", {}, [statement.object, (statement.means || []).join(", "), statement.amount].filter(Boolean).join(" · ")),
    );
    tip.hidden = false;
    tip.style.left = Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top =
      place.bottom + tip.offsetHeight + 12 < innerHeight ? place.bottom + 6 + "px" : place.top - tip.offsetHeight - 6 + "px";
  };
  const hide = () => {
    tip.hidden = true;
  };
  const at = event => event.target.getClientRects()[0] || event.target.getBoundingClientRect();
  return {
    tip,
    hint: statement => ({
      onmouseenter: event => showAt(statement, at(event)),
      onmouseleave: hide,
      onfocus: event => showAt(statement, at(event)),
      onblur: hide,
    }),
  };
}

export async function show() {
  const wanted = parameter("statement");
  const id = parameter("id") || (wanted ? (await data(address("/api/v1/statements/" + wanted))).article.id : "");
  const path = address("/api/v1/article", [["id", id]]),
    { article, statements } = await data(path);
  const title = make("h1", {}),
    text = make("div", { class: "text" }),
    { tip, hint } = hints();
  const aside = make(
    "aside",
    { "aria-live": "polite", "aria-label": "How it was read" },
    make(
      "p",
      { class: "dim" },
      count(statements.length, "statement") + ". Choose marked words to see how they were read, and why.",
    ),
  );
  const draw = chosen => {
    title.replaceChildren(
      ...marked(
        article.title || "Without a title",
        statements.filter(one => one.in_title),
        chosen,
        choose,
        hint,
      ),
    );
    text.replaceChildren(
      ...marked(
        article.text || "",
        statements.filter(one => !one.in_title),
        chosen,
        choose,
        hint,
      ),
    );
  };
  function choose(statement, isAsked) {
    note([["statement", statement.id]]);
    draw(statement);
    aside.replaceChildren(reading(statement));
    tip.hidden = true;
    const mark = document.getElementById("mark-" + statement.id);
    if (mark && isAsked) mark.scrollIntoView({ block: "center" });
    else if (mark) mark.focus({ preventScroll: true });
    tip.hidden = true;
  }
  main.replaceChildren(
    title,
    make(
      "p",
      { class: "dim" },
      [article.publisher, article.published].filter(Boolean).join(", "),
      /^https?:/.test(article.url || "") ? [" · ", make("a", { href: article.url, rel: "noreferrer" }, "source")] : "",
    ),
    make(
      "ul",
      { class: "legend", "aria-label": "Kinds of statements" },
      KINDS.map(([colour, words]) => make("li", { class: "said-" + colour }, words)),
    ),
    make("div", { class: "beside" }, text, aside),
    tip,
    downloads(path, () => csvOf(statements, statementColumns), "article"),
  );
  draw(null);
  const asked = statements.find(one => one.id === wanted);
  if (asked) choose(asked, true);
}
