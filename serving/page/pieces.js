// What all views share: asking the API, making elements, addresses that carry the day. Text from reports only ever becomes text nodes.
import { NAMES } from "./names.js";

export const main = document.getElementById("main"),
  status = document.getElementById("status");
export const MEANS = [
  "troops",
  "air",
  "naval",
  "arms",
  "training",
  "intelligence",
  "funding",
  "humanitarian",
  "guarantee",
  "talks",
  "ceasefire",
  "membership",
  "territory",
  "sanctions",
  "trade",
  "nuclear",
  "climate",
  "prisoners",
  "reform",
  "other",
];
export const ACTS = [
  "pledge",
  "offer",
  "agree",
  "decline",
  "withdraw",
  "aid",
  "cooperate",
  "concede",
  "retreat",
  "meet",
  "support",
  "request",
  "reject",
  "accuse",
  "threaten",
  "claim",
  "deny",
  "sanction",
  "mobilize",
  "coerce",
  "assault",
  "protest",
];
export const STATUSES = ["actual", "future", "possible", "negated"];
export const STATES = {
  pledged: "green",
  fulfilled: "green",
  "fulfilled in part": "green",
  due: "cyan",
  conditional: "amber",
  possible: "amber",
  revised: "cyan",
  disputed: "violet",
  declined: "red",
  withdrawn: "red",
  none: "grey",
};
export const CONDITIONS = [
  "ceasefire",
  "agreement",
  "withdrawal",
  "approval",
  "others",
  "aggression",
  "request",
  "compliance",
  "other",
];
const SVG = "http://www.w3.org/2000/svg";

// ---- elements ----

const isThere = child => child !== null && child !== undefined && child !== "" && child !== false;

export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter(isThere));
  return node;
}

export function draw(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export const say = words => {
  status.textContent = words;
};
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---- addresses ----

export const here = () => new URL(location.href);
export const parameter = name => here().searchParams.get(name);
export const times = () => ["as_of", "known_by"].filter(parameter).map(key => [key, parameter(key)]);

export function query(entries) {
  const parameters = new URLSearchParams();
  for (const [key, value] of entries) if (value) parameters.append(key, value);
  const text = parameters.toString();
  return text ? "?" + text : "";
}

export const address = (path, entries = []) => path + query([...entries, ...times()]);

export function go(path) {
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

// Changes the address and nothing else.
export function note(entries) {
  const url = here();
  for (const [key, value] of entries) value ? url.searchParams.set(key, value) : url.searchParams.delete(key);
  history.replaceState(null, "", url.pathname + url.search);
  return url;
}

// ---- asking ----

export async function ask(path, options = {}) {
  const token = sessionStorage.getItem("token");
  const headers = { ...(options.headers || {}), ...(token ? { Authorization: "Bearer " + token } : {}) };
  const answer = await fetch(path, { ...options, headers });
  if (answer.status === 401) {
    sessionStorage.setItem("token", await askToken());
    return ask(path, options);
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ title: answer.statusText }));
    throw Object.assign(new Error(problem.title + (problem.detail ? ": " + problem.detail : "")), {
      status: answer.status,
      problem,
    });
  }
  return answer;
}

export const data = (path, options) => ask(path, options).then(answer => answer.json());
export const send = (path, body) =>
  data(path, { method: "POST", body: JSON.stringify(body), headers: { "X-Troth": "1", "Content-Type": "application/json" } });

function askToken() {
  return new Promise(resolve => {
    const field = make("input", { type: "password", autocomplete: "off", required: true });
    const form = make(
      "form",
      {
        class: "filters",
        onsubmit: event => {
          event.preventDefault();
          resolve(field.value);
        },
      },
      make("label", {}, "Your token", field),
      make("button", { class: "first" }, "Enter"),
    );
    main.replaceChildren(make("h1", {}, "Who are you?"), form);
    field.focus();
  });
}

// ---- giving data away ----

export function save(content, type, name) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export const download = async (path, name) => save(await (await ask(path)).blob(), "", name);

const cell = value => {
  const words = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(words) ? '"' + words.replaceAll('"', '""') + '"' : words;
};

// Rows as CSV; `columns` maps heads to functions of a row.
export const csvOf = (rows, columns) =>
  [Object.keys(columns), ...rows.map(row => Object.values(columns).map(pick => pick(row)))]
    .map(fields => fields.map(cell).join(","))
    .join("\r\n") + "\r\n";

export const statementColumns = {
  id: s => s.id,
  published: s => s.article && s.article.published,
  act: s => s.act,
  status: s => s.status,
  actors: s => who(s.actors),
  recipients: s => who(s.recipients),
  means: s => (s.means || []).join(", "),
  object: s => s.object,
  condition: s => s.condition && s.condition.text,
  caveat: s => s.caveat,
  when: s => s.when,
  amount: s => s.amount,
  speaker: s => speaker(s.speaker),
  confidence: s => s.confidence,
  verdict: s => s.verdict,
  sentence: s => s.sentence,
  publisher: s => s.article && s.article.publisher,
  url: s => s.article && s.article.url,
};

// `json`: an API path. `csv`: whether it knows format=csv, or a function that makes it here.
export function downloads(json, csv, name) {
  const asCsv =
    typeof csv === "function"
      ? () => save(csv(), "text/csv", name + ".csv")
      : () => download(json + (json.includes("?") ? "&" : "?") + "format=csv", name + ".csv");
  const stands = here();
  stands.searchParams.set("known_by", new Date().toISOString().slice(0, 19));
  return make(
    "p",
    { class: "more dim" },
    "This as ",
    make("button", { type: "button", onclick: () => asCsv() }, "CSV"),
    " ",
    make("button", { type: "button", onclick: () => download(json, name + ".json") }, "JSON"),
    " ",
    make("button", { type: "button", onclick: () => print() }, "Print"),
    " ",
    make(
      "a",
      { href: stands.pathname + stands.search, title: "An address that will show the same for ever, whatever is added" },
      "This view as it stands now",
    ),
  );
}

// ---- words ----

export const nameOf = code => NAMES[code] || code;
export const party = one => (one ? (typeof one === "string" ? nameOf(one) : one.code ? nameOf(one.code) : one.text) : "");
export const who = parties => (parties || []).map(party).join(", ");
// A person is told by the name that was printed, with the state that it speaks for.
export const speaker = one =>
  !one
    ? ""
    : typeof one === "string" || !one.code || nameOf(one.code) === one.text
      ? party(one)
      : `${one.text} (${nameOf(one.code)})`;
export const day = article => ((article && article.published) || "").slice(0, 10) || "no date";
export const state = name => make("span", { class: "state " + (STATES[name] || "grey") }, name);
export const actColour = act =>
  ["decline", "withdraw", "reject"].includes(act)
    ? "red"
    : ["claim", "deny", "accuse", "threaten"].includes(act)
      ? "violet"
      : ["pledge", "aid", "agree"].includes(act)
        ? "green"
        : ["offer", "concede"].includes(act)
          ? "amber"
          : "cyan";
export const describe = one =>
  `${who(one.actors)}: ${one.act}${one.recipients && one.recipients.length ? " → " + who(one.recipients) : ""}`;
export const link = (path, entries, ...words) => make("a", { href: address(path, entries) }, ...words);
export const statementLink = (statement, ...words) =>
  link(
    "/article",
    [
      ["id", statement.article && statement.article.id],
      ["statement", statement.id],
    ],
    ...words,
  );
export const commitmentLink = row => link("/commitment/" + row.id, [], row.object || row.means || "words");
export const count = (number, thing) => `${Number(number).toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;

// ---- forms and tables ----

export function select(label, name, values, chosen, none = "any") {
  return make(
    "label",
    {},
    label,
    make(
      "select",
      { name },
      make("option", { value: "" }, none),
      values.map(value => make("option", { value, selected: value === chosen }, value)),
    ),
  );
}

export const input = (label, name, value, type = "text", more = {}) =>
  make("label", {}, label, make("input", { name, type, value: value || "", ...more }));

// A form whose fields are the address's parameters.
export function filters(path, ...fields) {
  return make(
    "form",
    {
      class: "filters",
      role: "search",
      onsubmit: event => {
        event.preventDefault();
        go(address(path, [...new FormData(event.target)]));
      },
    },
    ...fields,
    make("button", { class: "first" }, "Show"),
  );
}

export const searchHint = "radar -tanks “west bank”";

export const table = (caption, heads, rows) =>
  make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          heads.map(head => make("th", { scope: "col" }, head)),
        ),
      ),
      make("tbody", {}, rows),
    ),
  );

export const facts = pairs =>
  make(
    "dl",
    {},
    pairs
      .filter(([, value]) => isThere(value) && !(Array.isArray(value) && !value.length))
      .map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
  );

// A button for the pages behind the first: `take` puts what is on one where it belongs.
export function more(path, entries, first, take) {
  let next = first.next;
  const button = make(
    "button",
    {
      type: "button",
      hidden: !next,
      onclick: async () => {
        const page = await data(address(path, [...entries, ["after", next]]));
        take(page);
        button.hidden = !(next = page.next);
      },
    },
    "More",
  );
  return make("p", { class: "more" }, button);
}
