// Statements: what was said, found by words, actor, act and days.
import {
  main,
  make,
  data,
  parameter,
  who,
  day,
  actColour,
  statementLink,
  table,
  filters,
  input,
  select,
  downloads,
  csvOf,
  statementColumns,
  searchHint,
  ACTS,
  address,
  more,
} from "./pieces.js";

const NAMED = ["search", "actor", "act", "since", "until"];

const row = one =>
  make(
    "tr",
    {},
    make("td", { class: "day" }, day(one.article)),
    make("td", {}, who(one.actors)),
    make("td", { class: actColour(one.act) }, one.act),
    make("td", {}, who(one.recipients)),
    make("td", {}, one.object || (one.means || []).join(", ")),
    make("td", { class: "words" }, statementLink(one, one.sentence), one.verdict ? make("span", { class: "badge" }, one.verdict) : ""),
  );

export async function show() {
  const chosen = NAMED.map(name => [name, parameter(name)]),
    path = address("/api/v1/statements", chosen),
    first = await data(path);
  const shown = table("Statements", ["Day", "Actor", "Act", "To", "What", "In these words"], first.statements.map(row)),
    all = [...first.statements];
  main.replaceChildren(
    make("h1", {}, "Statements"),
    filters(
      "/statements",
      input("Search", "search", parameter("search"), "search", { placeholder: searchHint }),
      input("Actor", "actor", parameter("actor")),
      select("Act", "act", ACTS, parameter("act")),
      input("Since", "since", parameter("since"), "date"),
      input("Until", "until", parameter("until"), "date"),
    ),
    first.statements.length ? shown : make("p", {}, "Nothing in the book fits."),
    more("/api/v1/statements", chosen, first, page => {
      all.push(...page.statements);
      shown.querySelector("tbody").append(...page.statements.map(row));
    }),
    downloads(path, () => csvOf(all, statementColumns), "statements"),
  );
}
