// Reviewing: one statement after another, from the keyboard; others work beside, and nobody treads on anybody.
import {
  main,
  status,
  make,
  ask,
  data,
  send,
  query,
  parameter,
  say,
  count,
  day,
  describe,
  actColour,
  filters,
  input,
  select,
  downloads,
  csvOf,
  statementColumns,
  statementLink,
  searchHint,
  ACTS,
  STATUSES,
  CONDITIONS,
  MEANS,
} from "./pieces.js";
import { reasons } from "./reading.js";

const NAMED = ["search", "actor", "act", "means", "since"],
  CHOICES = { act: ACTS, status: STATUSES, condition_class: CONDITIONS };
const HINTS = { actors: "Norway (NOR); some allies", recipients: "Ukraine (UKR)", speaker: "a name (CODE)", means: "troops, air" };
const KEYS = [
  ["c", "confirm, or save the corrections"],
  ["e", "edit the first field"],
  ["r", "reject"],
  ["m", "comment"],
  ["n", "next, leaving this one open"],
  ["u", "undo your last one"],
];
const FULL = 380; // characters of a report around a sentence: of so many the report has more
const BATCH = 20,
  RENEW_MS = 120000,
  LOOK_MS = 20000;

// The reviewer's work on this page.
class Desk {
  constructor(me) {
    Object.assign(this, {
      me,
      name: me.name || localStorage.getItem("reviewer") || "",
      waiting: [],
      left: new Set(),
      done: [],
      current: null,
      isBusy: false,
      isOver: false,
    });
    this.mayReview = me.role !== "read";
    this.card = make("section", { class: "desk", "aria-label": "The statement" });
    this.aside = make("div", {});
  }

  path(skip) {
    return (
      "/api/v1/queue" +
      query([...NAMED.map(name => [name, parameter(name)]), ["limit", String(BATCH)], ["skip", skip ? String(skip) : ""]])
    );
  }

  // What waits and was not left open before; those that were come again when nothing else is left.
  async fetchWaiting() {
    for (let skip = 0; ; skip += BATCH) {
      const found = (await data(this.path(skip))).statements;
      this.waiting = found.filter(one => !this.left.has(one.id));
      if (this.waiting.length || found.length < BATCH) return;
    }
  }

  async next() {
    const tried = new Set();
    for (;;) {
      if (!this.waiting.length) await this.fetchWaiting();
      const one = this.waiting.find(candidate => !tried.has(candidate.id));
      if (!one) break;
      this.waiting = this.waiting.filter(other => other !== one);
      if (await this.open(one.id, one)) return;
      tried.add(one.id);
      this.left.add(one.id);
    }
    this.current = null;
    this.card.replaceChildren(
      make(
        "div",
        { class: "card" },
        make("h2", {}, this.left.size ? "Nothing else waits" : "Nothing waits for review"),
        this.left.size
          ? make(
              "p",
              {},
              make(
                "button",
                {
                  type: "button",
                  onclick: () => {
                    this.left.clear();
                    this.step(() => this.next());
                  },
                },
                `Look again at the ${this.left.size} that you left open or others had`,
              ),
            )
          : "",
      ),
    );
  }

  // Takes the lease; false where a colleague has it.
  async open(id, known) {
    if (!this.mayReview || !this.name) {
      this.show(known || (await data("/api/v1/queue/" + id)));
      return true;
    }
    try {
      const { statement } = await send("/api/v1/leases", { statement: id, by: this.name });
      this.show({ ...statement, weight: known ? known.weight : statement.weight });
      return true;
    } catch (error) {
      if (error.status !== 409) throw error;
      say(`${error.problem.by} is at one of them; here is another.`);
      return false;
    }
  }

  fieldOf(name) {
    const value = this.current.fields[name],
      shared = { name, "data-was": value, "aria-describedby": "why-" + name, disabled: !this.mayReview };
    const evidence = (this.current.evidence || []).find(one => one.field === name);
    const control = CHOICES[name]
      ? make(
          "select",
          shared,
          name === "condition_class" ? make("option", { value: "" }, "none") : "",
          CHOICES[name].map(one => make("option", { value: one, selected: one === value }, one)),
        )
      : make("input", {
          ...shared,
          value,
          placeholder: HINTS[name] || "",
          list: name === "means" ? "all-means" : null,
          autocomplete: "off",
        });
    return make(
      "label",
      { class: "line" },
      make("span", {}, name.replace("_", " ")),
      control,
      make("span", { class: "dim", id: "why-" + name }, evidence ? evidence.because || "" : ""),
    );
  }

  corrections() {
    const found = {};
    for (const control of this.card.querySelectorAll("[data-was]"))
      if (control.value !== control.dataset.was) found[control.name] = control.value;
    return found;
  }

  mark() {
    const changed = Object.keys(this.corrections());
    for (const control of this.card.querySelectorAll("[data-was]"))
      control.classList.toggle("changed", changed.includes(control.name));
    const button = this.card.querySelector("#confirm");
    if (button) button.firstChild.data = changed.length ? `Save ${count(changed.length, "correction")} ` : "Confirm ";
  }

  sentence() {
    const one = this.current,
      [from] = one.spans.sentence,
      trigger = one.spans.trigger || [from, from],
      points = [...one.sentence];
    const context = one.context || {},
      cut = [trigger[0] - from, trigger[1] - from];
    const before = (context.before || "").length < FULL ? context.before || "" : "… " + context.before.replace(/^\S*\s/, "");
    const after = (context.after || "").length < FULL ? context.after || "" : context.after.replace(/\s\S*$/, "") + " …";
    return make(
      "blockquote",
      { class: "ground" },
      make("span", { class: "dim" }, before),
      points.slice(0, cut[0]).join(""),
      make("mark", { class: actColour(one.act) }, points.slice(cut[0], cut[1]).join("")),
      points.slice(cut[1]).join(""),
      make("span", { class: "dim" }, after),
    );
  }

  earlier() {
    const reviews = this.current.reviews || [];
    return reviews.length
      ? make(
          "section",
          {},
          make("h3", {}, "Reviews so far"),
          make(
            "ul",
            {},
            reviews.map(one => make("li", {}, one.retracted_by ? make("del", {}, this.tell(one)) : this.tell(one))),
          ),
        )
      : "";
  }

  tell(one) {
    const what =
      one.kind === "correct"
        ? `corrected ${one.field.replace("_", " ")} to “${one.value || "nothing"}”`
        : { confirm: "confirmed it", reject: "rejected it", comment: "noted", retract: "took a review back" }[one.kind] || one.kind;
    return `${one.reviewed_by} ${what}${one.note ? ": " + one.note : ""} (${one.learned_at.slice(0, 10)})`;
  }

  show(statement) {
    this.current = statement;
    const button = (id, words, key, action, first) =>
      make(
        "button",
        {
          type: "button",
          id,
          class: first ? "first" : null,
          disabled: !this.mayReview,
          "aria-keyshortcuts": key,
          onclick: () => this.step(action),
        },
        words + " ",
        make("kbd", {}, key),
      );
    this.card.replaceChildren(
      make(
        "div",
        { class: "card" },
        make("h2", { class: actColour(statement.act), tabindex: -1 }, describe(statement)),
        make(
          "p",
          { class: "dim" },
          [day(statement.article), (statement.article || {}).publisher].filter(Boolean).join(", "),
          " · ",
          statementLink(statement, "in its report"),
          ` · confidence ${statement.confidence}`,
          statement.weight ? ` · weight ${statement.weight}` : "",
          statement.verdict ? [" · ", make("span", { class: "badge" }, statement.verdict)] : "",
        ),
        this.sentence(),
        make(
          "div",
          { class: "actions" },
          button("confirm", "Confirm", "c", () => this.confirm(), true),
          button("reject", "Reject", "r", () => this.record("reject")),
          button("comment", "Comment", "m", () => this.comment()),
          button("next", "Next", "n", () => this.leaveOpen()),
          button("undo", "Undo", "u", () => this.undo()),
        ),
        make(
          "form",
          {
            id: "fields",
            "aria-label": "What it says",
            onsubmit: event => {
              event.preventDefault();
              this.step(() => this.confirm());
            },
            oninput: () => this.mark(),
          },
          Object.keys(statement.fields).map(name => this.fieldOf(name)),
          make(
            "datalist",
            { id: "all-means" },
            MEANS.map(one => make("option", { value: one })),
          ),
          make(
            "label",
            { class: "line" },
            make("span", {}, "note"),
            make("input", { id: "note", autocomplete: "off", disabled: !this.mayReview, placeholder: "goes with what you do" }),
            make("span", {}),
          ),
          make("button", { type: "submit", hidden: true }, "Save"),
        ),
        this.earlier(),
        reasons(statement.evidence),
      ),
    );
    this.card.querySelector("#undo").disabled = !this.done.length;
    this.card.querySelector("h2").focus({ preventScroll: true });
    if (this.card.getBoundingClientRect().top < 0) this.card.scrollIntoView();
  }

  note() {
    return this.card.querySelector("#note").value.trim();
  }

  confirm() {
    const fields = this.corrections();
    return Object.keys(fields).length ? this.record("correct", { fields }) : this.record("confirm");
  }

  async comment() {
    if (!this.note()) {
      this.card.querySelector("#note").focus();
      say("Write a note, then comment.");
      return;
    }
    await this.record("comment");
  }

  async record(kind, more = {}) {
    const one = this.current;
    if (!one) return;
    try {
      const { reviews } = await send("/api/v1/reviews", {
        kind,
        statement: one.id,
        note: this.note(),
        by: this.name,
        seen: one.seen,
        ...more,
      });
      this.done.push({ reviews, id: one.id });
    } catch (error) {
      if (error.status !== 409) throw error;
      return this.conflict(error.problem.statement);
    }
    say({ confirm: "Confirmed", correct: "Corrected", reject: "Rejected", comment: "Noted" }[kind] + "; u takes it back.");
    if (kind === "comment") await this.open(one.id);
    else await this.next();
    this.look().catch(() => {});
  }

  // Somebody was faster: what they did is shown, and what was typed here stays.
  conflict(now) {
    const typed = this.corrections(),
      before = this.current,
      news = (now.reviews || []).filter(one => one.review > before.seen);
    this.show(now);
    for (const [name, value] of Object.entries(typed)) this.card.querySelector(`[name=${name}]`).value = value;
    this.mark();
    this.card.prepend(
      make(
        "div",
        { class: "card warning", role: "alert" },
        make("h2", {}, "Somebody was faster"),
        make("p", {}, "This statement was reviewed while you looked at it. Nothing of yours was recorded; look again:"),
        make(
          "ul",
          {},
          news.map(one => make("li", {}, this.tell(one))),
        ),
      ),
    );
    say("");
  }

  async leaveOpen() {
    if (this.current) this.left.add(this.current.id);
    await this.next();
  }

  async undo() {
    const last = this.done.pop();
    if (!last) return;
    await send("/api/v1/reviews", { kind: "retract", retracts: last.reviews, by: this.name });
    await this.open(last.id);
    say("Taken back.");
    this.look().catch(() => {});
  }

  // One thing at a time; what goes wrong is told and loses nothing.
  async step(action) {
    if (this.isBusy) return;
    if (!this.name && this.mayReview) {
      say("Who are you? Write your name first.");
      document.getElementById("reviewer").focus();
      return;
    }
    this.setBusy(true);
    status.className = "";
    try {
      await action();
    } catch (error) {
      say(error.message);
    }
    this.setBusy(false);
  }

  setBusy(isBusy) {
    this.isBusy = isBusy;
    this.card.ariaBusy = String(isBusy);
  }

  async look() {
    const [progress, { leases }] = await Promise.all([data("/api/v1/progress"), data("/api/v1/leases")]);
    if (this.isOver) return;
    const done = progress.statements - progress.open,
      share = progress.statements ? (100 * done) / progress.statements : 0;
    const bar = make(
      "div",
      {
        class: "progress",
        role: "progressbar",
        "aria-label": "Reviewed",
        "aria-valuemin": 0,
        "aria-valuemax": progress.statements,
        "aria-valuenow": done,
      },
      ["confirmed", "corrected", "rejected"].map((name, index) => {
        const part = make("span", { class: ["green", "cyan", "red"][index] });
        part.style.width = progress.statements ? (100 * progress[name]) / progress.statements + "%" : "0";
        return part;
      }),
    );
    const others = leases.filter(one => one.by !== this.name);
    this.aside.replaceChildren(
      make("h2", {}, "Progress"),
      bar,
      make(
        "p",
        {},
        `${count(done, "statement")} done (${share.toFixed(share < 10 ? 1 : 0)} %), ${progress.open.toLocaleString("en")} open`,
      ),
      make(
        "p",
        { class: "dim" },
        `${progress.confirmed} confirmed, ${progress.corrected} corrected, ${progress.rejected} rejected`,
      ),
      progress.reviewers.length
        ? make(
            "table",
            {},
            make(
              "thead",
              {},
              make(
                "tr",
                {},
                ["Reviewer", "Done", "Last"].map(head => make("th", { scope: "col" }, head)),
              ),
            ),
            make(
              "tbody",
              {},
              progress.reviewers.map(one =>
                make(
                  "tr",
                  {},
                  make("th", { scope: "row" }, one.name),
                  make("td", {}, String(one.confirmed + one.corrected + one.rejected)),
                  make("td", { class: "day" }, (one.last || "").slice(0, 10)),
                ),
              ),
            ),
          )
        : "",
      others.length ? make("p", {}, "At work now: ", others.map(one => one.by).join(", ")) : "",
    );
  }

  listen(event) {
    if (event.key === "Escape") return event.target.blur();
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return this.step(() => this.confirm());
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      localStorage.getItem("keys") === "off" ||
      /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) ||
      !this.current ||
      !this.mayReview
    )
      return;
    if (event.key === "e") this.card.querySelector("[data-was]").focus();
    const button = { c: "confirm", r: "reject", m: "comment", n: "next", u: "undo" }[event.key];
    if (button) this.card.querySelector("#" + button).click();
    if (button || event.key === "e") event.preventDefault();
  }
}

function nameField(desk) {
  if (desk.me.name) return make("p", { class: "dim" }, "You review as ", make("strong", {}, desk.me.name), ".");
  return make(
    "form",
    {
      class: "filters",
      onsubmit: event => {
        event.preventDefault();
        desk.name = document.getElementById("reviewer").value.trim();
        localStorage.setItem("reviewer", desk.name);
        desk.step(() => (desk.current ? desk.open(desk.current.id) : desk.next()));
      },
    },
    make("label", {}, "Your name", make("input", { id: "reviewer", value: desk.name, required: true, autocomplete: "name" })),
    make("button", {}, "Review under this name"),
  );
}

function keyHelp() {
  const isOff = localStorage.getItem("keys") === "off";
  return make(
    "section",
    {},
    make("h2", {}, "Keys"),
    make(
      "dl",
      { class: "keys" },
      KEYS.map(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]),
      make("dt", {}, make("kbd", {}, "Ctrl Enter")),
      make("dd", {}, "save from within a field"),
      make("dt", {}, make("kbd", {}, "Esc")),
      make("dd", {}, "leave a field"),
    ),
    make(
      "label",
      {},
      make("input", {
        type: "checkbox",
        checked: !isOff,
        onchange: event => localStorage.setItem("keys", event.target.checked ? "on" : "off"),
      }),
      " single keys do something",
    ),
  );
}

export async function show() {
  const desk = new Desk(await data("/api/v1/me")),
    asked = parameter("id"),
    listen = event => desk.listen(event);
  main.replaceChildren(
    make("h1", {}, "Review"),
    desk.mayReview ? nameField(desk) : make("p", { role: "note" }, "Your token may read, not review."),
    make(
      "details",
      {},
      make("summary", {}, "Narrow the queue"),
      filters(
        "/review",
        input("Search", "search", parameter("search"), "search", { placeholder: searchHint }),
        input("Actor", "actor", parameter("actor")),
        select("Act", "act", ACTS, parameter("act")),
        select("Means", "means", MEANS, parameter("means")),
        input("Since", "since", parameter("since"), "date"),
      ),
    ),
    make("div", { class: "beside" }, desk.card, make("aside", { "aria-label": "Progress and keys" }, desk.aside, keyHelp())),
    downloads(desk.path(0), () => csvOf(desk.waiting, statementColumns), "queue"),
  );
  document.addEventListener("keydown", listen);
  const release = () => {
    if (!desk.name || !desk.mayReview || !desk.current) return;
    ask("/api/v1/leases", {
      method: "POST",
      keepalive: true,
      body: JSON.stringify({ by: desk.name }),
      headers: { "X-Troth": "1", "Content-Type": "application/json" },
    }).catch(() => {});
  };
  addEventListener("pagehide", release);
  const renewing = setInterval(() => {
    if (desk.current && desk.name && desk.mayReview && !document.hidden)
      send("/api/v1/leases", { statement: desk.current.id, by: desk.name }).catch(() => {});
  }, RENEW_MS);
  const looking = setInterval(() => {
    if (!document.hidden) desk.look().catch(() => {});
  }, LOOK_MS);
  await Promise.all([asked ? desk.open(asked) : desk.next(), desk.look()]);
  return () => {
    desk.isOver = true;
    document.removeEventListener("keydown", listen);
    clearInterval(renewing);
    clearInterval(looking);
    removeEventListener("pagehide", release);
    release();
  };
}
