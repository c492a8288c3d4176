// How a statement was read: its fields, the line of the lexicon behind each, and the part of the sentence's tree that they hang on.
import { make, ask, data, address, facts, who, party, state, speaker, describe, link, commitmentLink, actColour } from "./pieces.js";

const ROLES = ["trigger", "actors", "recipients", "object", "condition", "caveat", "amount", "when", "speaker"];

// [role, from, to] in code points of the text or title, for all that the statement says where it stands.
export function placesOf(statement) {
  const spans = statement.spans || {},
    found = [];
  const add = (role, span) => {
    if (span && span[1] > span[0]) found.push([role, span[0], span[1]]);
  };
  for (const role of ROLES) add(role, spans[role]);
  for (const role of ["actors", "recipients"]) for (const one of statement[role] || []) add(role, one.span);
  if (statement.speaker) add("speaker", statement.speaker.span);
  for (const role of ["condition", "caveat", "when", "amount"])
    if (statement[role] && statement[role].span) add(role, statement[role].span);
  return found;
}

// ---- the tree ----

function tokensOf(conllu, sentence) {
  const points = [...sentence],
    found = [];
  let at = 0;
  for (const line of conllu.split("\n")) {
    const parts = line.split("\t");
    if (parts.length < 8 || !/^\d+$/.test(parts[0])) continue;
    const form = [...parts[1]];
    while (at < points.length && /\s/.test(points[at])) at++;
    found.push({
      id: found.length + 1,
      words: parts[1],
      kind: parts[3],
      head: Number(parts[6]),
      how: parts[7],
      from: at,
      to: at + form.length,
    });
    at += form.length;
  }
  return found;
}

// The word of a stretch that hangs on a word outside of it.
const topOf = (tokens, from, to) => {
  const inside = tokens.filter(one => one.from < to && one.to > from);
  return inside.find(one => !inside.some(other => other.id === one.head)) || inside[0];
};

function pathTo(tokens, token) {
  const path = [];
  for (let one = token; one && !path.includes(one); one = tokens[one.head - 1]) path.push(one);
  return path;
}

// What all chosen words have in common is the top; what lies between stays.
function partOf(tokens, chosen) {
  const paths = chosen.map(one => pathTo(tokens, one.token).reverse());
  let depth = 0;
  while (paths.every(path => path[depth + 1] && path[depth + 1] === paths[0][depth + 1])) depth++;
  const kept = new Set(paths.flatMap(path => path.slice(depth)));
  return { top: paths[0][depth], kept };
}

function branch(token, kept, roles, tokens, sentence) {
  const role = roles.get(token),
    below = [...kept].filter(one => one.head === token.id && one !== token).sort((a, b) => a.from - b.from);
  return make(
    "li",
    {},
    make("span", { class: "node " + (role ? "role-" + role.name : "") }, role ? role.words : token.words),
    " ",
    make("span", { class: "dim" }, token.how + (role ? ", " + role.name : "")),
    below.length
      ? make(
          "ul",
          {},
          below.map(one => branch(one, kept, roles, tokens, sentence)),
        )
      : "",
  );
}

async function tree(statement) {
  const begin = statement.spans.sentence[0],
    sentence = statement.sentence,
    points = [...sentence];
  const answer = await ask("/api/v1/parse", { method: "POST", body: sentence, headers: { "X-Troth": "1" } });
  const tokens = tokensOf(await answer.text(), sentence),
    roles = new Map();
  for (const [name, from, to] of placesOf(statement)) {
    const token = topOf(tokens, from - begin, to - begin);
    if (token && from >= begin && !roles.has(token))
      roles.set(token, { name, words: points.slice(from - begin, to - begin).join("") });
  }
  if (!roles.size) return "";
  const { top, kept } = partOf(
    tokens,
    [...roles.keys()].map(token => ({ token })),
  );
  return make(
    "section",
    {},
    make("h3", {}, "The part of the sentence"),
    make("ul", { class: "tree" }, branch(top, kept, roles, tokens, sentence)),
  );
}

// ---- why ----

const because = one =>
  make(
    "dd",
    {},
    one.because || "its place in the sentence",
    one.file ? make("div", { class: "dim" }, make("code", {}, `lexicon/${one.file}:${one.line}`)) : "",
  );

export function reasons(evidence) {
  return evidence && evidence.length
    ? make(
        "section",
        {},
        make("h3", {}, "Why"),
        make(
          "dl",
          {},
          evidence.map(one => [make("dt", {}, one.field), because(one)]),
        ),
      )
    : "";
}

// What it bears on in the book; a statement that was not added, on nothing.
async function commitmentsOf(statement) {
  const { commitments } = await data(address("/api/v1/commitments", [["statement", statement.id]]));
  if (!commitments.length) return [];
  return [
    make("h3", {}, commitments.length === 1 ? "Its commitment" : "Its commitments"),
    make(
      "ul",
      {},
      commitments.map(row => make("li", {}, `${party(row.actor)}: `, commitmentLink(row), " ", state(row.state))),
    ),
  ];
}

export function reading(statement) {
  const condition = statement.condition && `${statement.condition.class}: ${statement.condition.text || ""}`;
  const hanging = make("div", {}),
    bears = make("div", {});
  commitmentsOf(statement).then(
    found => bears.replaceChildren(...found),
    () => {},
  );
  tree(statement).then(
    found => hanging.replaceChildren(found),
    () => {},
  );
  return make(
    "div",
    { class: "card reading" },
    make("h2", { class: actColour(statement.act) }, describe(statement)),
    statement.verdict ? make("p", {}, make("span", { class: "badge" }, statement.verdict), " by a reviewer") : "",
    facts([
      ["actors", who(statement.actors)],
      ["for", who(statement.recipients)],
      ["object", statement.object],
      ["means", (statement.means || []).join(", ")],
      ["amount", statement.amount],
      ["condition", condition],
      ["caveat", statement.caveat],
      ["when", statement.when],
      ["said by", speaker(statement.speaker)],
      ["status", statement.status],
      ["links", (statement.links || []).map(one => `${one.kind} ${one.to}`).join(", ")],
      ["confidence", String(statement.confidence)],
    ]),
    reasons(statement.evidence),
    hanging,
    bears,
    make("p", { class: "more" }, link("/review", [["id", statement.id]], "Review this statement")),
  );
}
