// Dropping: a file, a page or text is read on this machine and shown; it goes into the book only if somebody says so.
import { main, make, data, say, who, actColour, table, csvOf, statementColumns, save, count, link } from "./pieces.js";

const wanted = (path, body) => data(path, { method: "POST", body, headers: { "X-Troth": "1" } });

const row = one =>
  make(
    "tr",
    {},
    make("td", {}, who(one.actors)),
    make("td", { class: actColour(one.act) }, one.act),
    make("td", {}, who(one.recipients)),
    make("td", {}, (one.means || []).join(", ")),
    make(
      "td",
      {},
      one.sentence,
      one.condition ? make("div", { class: "dim" }, "on condition: " + (one.condition.text || one.condition.class)) : "",
    ),
  );

export async function show() {
  const me = await data("/api/v1/me"),
    mayAdd = me.role !== "read",
    shown = make("div", { "aria-live": "polite" });
  const area = make("textarea", {
    id: "words",
    "aria-label": "The report's text",
    placeholder: "Oslo Summit Agrees Help for Moldova\n\nNorway pledged three radars to Moldova on Tuesday…",
  });
  const guard = action =>
    action.catch(error => {
      say("");
      shown.replaceChildren(make("p", { role: "alert", class: "red" }, error.message));
    });
  async function read(body) {
    say("Reading…");
    const items = (await wanted("/api/v1/read", body)).items,
      reports = new Set(items.map(one => one.article.id)).size;
    say("");
    shown.replaceChildren(
      make(
        "h2",
        {},
        items.length ? `${count(items.length, "statement")} in ${count(reports, "report")}` : "No statement was found in it",
      ),
      items.length ? table("Statements read", ["Actor", "Act", "To", "Means", "Sentence"], items.map(row)) : "",
      make(
        "p",
        { class: "more" },
        mayAdd
          ? [make("button", { type: "button", class: "first", onclick: () => guard(add(body)) }, "Add to the book"), " "]
          : "Your token may read, not add. ",
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              shown.replaceChildren();
              area.focus();
            },
          },
          "Leave it",
        ),
        " ",
        make("button", { type: "button", onclick: () => save(csvOf(items, statementColumns), "text/csv", "read.csv") }, "CSV"),
        " ",
        make("button", { type: "button", onclick: () => save(JSON.stringify({ items }), "application/json", "read.json") }, "JSON"),
      ),
    );
    shown.querySelector("h2").tabIndex = -1;
    shown.querySelector("h2").focus();
  }
  async function add(body) {
    const done = await wanted("/api/v1/articles", body);
    shown.replaceChildren(
      make(
        "p",
        { class: "card" },
        done.added
          ? `Added ${count(done.added, "report")} with ${count(done.statements, "statement")}. `
          : "The book had it already. ",
        link("/", [], "To the book"),
        " · ",
        link("/review", [], "Review what waits"),
      ),
    );
  }
  const zone = make(
    "div",
    {
      class: "drop",
      ondragover: event => {
        event.preventDefault();
        zone.classList.add("over");
      },
      ondragleave: () => zone.classList.remove("over"),
      ondrop: event => {
        event.preventDefault();
        zone.classList.remove("over");
        const [file] = event.dataTransfer.files,
          words = event.dataTransfer.getData("text");
        if (!file && words) area.value = words;
        guard(read(file || words));
      },
    },
    make(
      "p",
      {},
      "Drop a file, a page or text here, or write it. The first line is the title. It is read on this machine, and kept only if you add it.",
    ),
    area,
    make(
      "p",
      { class: "actions" },
      make("button", { type: "button", class: "first", onclick: () => guard(read(area.value)) }, "Read it"),
      make("label", {}, "or a file ", make("input", { type: "file", onchange: event => guard(read(event.target.files[0])) })),
    ),
  );
  main.replaceChildren(make("h1", {}, "Drop"), zone, shown);
}
