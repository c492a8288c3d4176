// A commitment: how it stands and why, its history as a timeline with what changed, who answers and who disputes it.
import {
  main,
  make,
  data,
  address,
  state,
  facts,
  party,
  speaker,
  day,
  describe,
  link,
  statementLink,
  downloads,
  csvOf,
  statementColumns,
  count,
} from "./pieces.js";
import { dispute } from "./disputes.js";
import { rulingTools, rulings, rulingNews, showEnded } from "./rule.js";

const MOST_ARTICLES = 12;

const change = one =>
  make(
    "li",
    {},
    make("span", { class: "dim" }, one.what + ": "),
    make("del", {}, one.before || "nothing"),
    " → ",
    make("ins", {}, one.after || "nothing"),
  );

function step(one, revisions, answers) {
  const statement = one.statement,
    copies = one.also_printed || [];
  const changed = revisions.filter(revision => revision.revised_by === statement.id);
  return make(
    "li",
    { id: statement.id },
    make(
      "div",
      { class: "when" },
      make("strong", {}, day(statement.article)),
      " ",
      make("span", { class: "effect" }, one.effect),
      " ",
      state(one.state),
    ),
    make("blockquote", {}, "“", statement.sentence, "”"),
    make(
      "p",
      { class: "dim" },
      statement.speaker ? "said by " + speaker(statement.speaker) + ", " : "",
      statementLink(statement, (statement.article || {}).publisher || "the report"),
      statement.verdict ? ", " + statement.verdict + " by a reviewer" : "",
    ),
    changed.length ? make("ul", { class: "changes" }, changed.map(change)) : "",
    answers.map(answer =>
      make(
        "p",
        { class: "answer" },
        make("span", { class: "dim" }, answer.kind + ": "),
        statementLink(answer.statement, describe(answer.statement)),
        " “",
        answer.statement.sentence,
        "”",
      ),
    ),
    copies.length
      ? make(
          "details",
          {},
          make("summary", {}, count(copies.length, "other printing") + " of this report"),
          make(
            "ul",
            {},
            copies.map(copy =>
              make(
                "li",
                {},
                [copy.publisher, (copy.published || "").slice(0, 10)].filter(Boolean).join(", "),
                /^https?:/.test(copy.url || "") ? [" ", make("a", { href: copy.url, rel: "noreferrer" }, "source")] : "",
              ),
            ),
          ),
        )
      : "",
  );
}

// What other statements of the same reports say to those of the history.
async function answersTo(history) {
  const found = new Map(),
    own = new Set(history.map(one => one.statement.id));
  const ids = [...new Set(history.map(one => (one.statement.article || {}).id).filter(Boolean))].slice(-MOST_ARTICLES);
  const articles = await Promise.all(
    ids.map(id => data(address("/api/v1/article", [["id", id]])).catch(() => ({ statements: [] }))),
  );
  for (const { statements } of articles)
    for (const statement of statements)
      for (const { kind, to } of statement.links || []) {
        const target = statements.find(one => one.n === to);
        if (!target || !own.has(target.id) || own.has(statement.id) || !["answers", "disputes", "fulfils"].includes(kind)) continue;
        found.set(target.id, [
          ...(found.get(target.id) || []),
          { kind: { answers: "answered", disputes: "disputed", fulfils: "carried out" }[kind], statement },
        ]);
      }
  return found;
}

function why(row) {
  const last = row.history.findLast(one => one.state === row.state) || row.history[row.history.length - 1];
  if (!last) return "";
  return make(
    "p",
    {},
    state(row.state),
    " since ",
    make("strong", {}, day(last.statement.article)),
    ", by what was said then (",
    make("a", { href: "#" + last.statement.id }, last.effect),
    ")",
    row.state === "due" ? "; its condition was marked as met" : "",
    row.disputed && row.state !== "disputed" ? "; it was disputed once" : "",
    row.revised && row.state !== "revised" ? "; it was revised once" : "",
    ".",
  );
}

export async function show() {
  const id = location.pathname.slice("/commitment/".length),
    path = address("/api/v1/commitments/" + id);
  const [row, { reviews }, me] = await Promise.all([
    data(path).catch(error => {
      if (error.status !== 404) throw error;
      return { error };
    }),
    data(address("/api/v1/reviews", [["commitment", id]])).catch(() => ({ reviews: [] })),
    data("/api/v1/me"),
  ]);
  if (row.error && !reviews.length) throw row.error;
  if (row.error) return showEnded(id, reviews, me);
  const news = rulingNews(),
    answers = await answersTo(row.history),
    condition =
      row.condition && typeof row.condition === "object" ? `${row.condition.class}: ${row.condition.text || ""}` : row.condition;
  main.replaceChildren(
    news,
    make(
      "p",
      { class: "over dim" },
      link("/", [["actor", row.actor.code || row.actor.text]], party(row.actor)),
      row.means ? " · " + row.means : "",
      row.recipient ? [" · for ", link("/", [["recipient", row.recipient.code || row.recipient.text]], party(row.recipient))] : "",
    ),
    make("h1", {}, row.object || row.means || "A commitment"),
    why(row),
    row.statement && row.statement.sentence
      ? make(
          "blockquote",
          { class: "ground" },
          "“",
          row.statement.sentence,
          "”",
          make("footer", { class: "dim" }, [speaker(row.statement.speaker), row.statement.publisher].filter(Boolean).join(", ")),
        )
      : "",
    facts([
      ["amount", row.amount],
      ["condition", condition],
      ["caveat", row.caveat],
      ["when", row.when],
      ["first said", row.first_said],
      ["last said", row.last_said],
      [
        "carried by",
        `${count(row.statements, "statement")} in ${count(row.articles, "report")}, ${count(row.sources, "independent source")}`,
      ],
    ]),
    rulingTools(row, me),
    make("h2", {}, "History"),
    make(
      "ol",
      { class: "timeline" },
      row.history.map(one => step(one, row.revisions, answers.get(one.statement.id) || [])),
    ),
    row.disputes.length ? make("section", {}, make("h2", {}, "Disputed"), row.disputes.map(dispute)) : "",
    rulings(row.id, reviews, me),
    downloads(
      path,
      () =>
        csvOf(row.history, {
          effect: one => one.effect,
          state: one => one.state,
          ...Object.fromEntries(Object.entries(statementColumns).map(([name, pick]) => [name, one => pick(one.statement)])),
        }),
      "commitment",
    ),
  );
  if (news) news.focus();
}
