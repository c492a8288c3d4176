// Statements: what was said, found by words, actor, act and days.
import {
  main,
  make,
  data,
  query,
  parameter,
  times,
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
    make("td", {}, statementLink(one, one.sentence), one.verdict ? make("span", { class: "badge" }, one.verdict) : ""),
  );

export async function show() {
  const chosen = NAMED.map(name => [name, parameter(name)]),
    path = "/api/v1/statements" + query([...chosen, ...times()]),
    first = await data(path);
  const shown = table("Statements", ["Day", "Actor", "Act", "To", "Words"], first.statements.map(row)),
    all = [...first.statements];
  let next = first.next;
  const more = make(
    "button",
    {
      type: "button",
      hidden: !next,
      onclick: async () => {
        const page = await data("/api/v1/statements" + query([...chosen, ...times(), ["after", next]]));
        all.push(...page.statements);
        shown.querySelector("tbody").append(...page.statements.map(row));
        more.hidden = !(next = page.next);
      },
    },
    "More",
  );
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
    make("p", { class: "more" }, more),
    downloads(path, () => csvOf(all, statementColumns), "statements"),
  );
}
