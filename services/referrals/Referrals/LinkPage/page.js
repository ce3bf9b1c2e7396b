// The key stands behind the # of the link: a browser sends that part to nobody. It leaves the address at once, so that the history
// of a shared computer does not keep it, and travels only in the body of the two calls below.
'use strict';

// What can be answered again, and what an answer that was refused means.
const answerable = ['open', 'helping', 'failed', 'wait', 'full', 'advice', 'refused'];
const refusals = {
  'no-capacity-free': 'full', waiting: 'full', 'hold-expired': 'full', 'site-takes-nobody': 'full', 'advice-only': 'advice',
};
const names = { tk: 'Türkmençe', ru: 'Русский', en: 'English' };

const key = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

let language = [...navigator.languages].map(tag => tag.slice(0, 2)).find(tag => tag in texts) ?? 'en';
let referral = null;
let state = 'open';
let confirming = false; // acceptance was pressed once
let unsure = false; // an answer was sent, and nobody knows whether it arrived
const at = id => document.getElementById(id);

function show() {
  const text = texts[language];
  document.documentElement.lang = language;
  document.title = text.title;
  at('title').textContent = text.title;
  at('state').textContent = text[state];
  at('state').className = ['open', 'helping', 'accepted', 'rejected', 'completed', 'failed_'].includes(state) ? '' : 'failed';
  const helps = referral?.answers.includes('complete'); // accepted already: what came of it
  for (const [id, word] of [
    ['once', confirming ? 'confirming' : 'once'], ['accept', helps ? 'complete' : confirming ? 'confirm' : 'accept'],
    ['outcome-label', 'outcome'],
    ['reject-title', helps ? 'failTitle' : 'rejectTitle'],
    ['reject', helps ? 'fail' : 'reject'], ['code-label', 'code'], ['reason-label', 'reason'],
  ]) {
    at(id).textContent = text[word];
  }
  at('outcome-row').hidden = !helps;

  const chosen = at('code').value;
  const reasons = Object.entries(helps ? text.failReasons : text.reasons);
  at('code').replaceChildren(...reasons.map(([value, label]) => new Option(label, value, false, value === chosen)));
  at('languages').replaceChildren(...Object.keys(names).filter(other => other !== language).map(languageLink));
  at('details').replaceChildren(...(referral ? details(text) : []));
  at('answer').hidden = !referral || !answerable.includes(state);
  at('written').textContent = text.written;
  at('written').hidden = !referral || state !== 'accepted';
}

function languageLink(other) {
  const link = document.createElement('a');
  link.href = '#';
  link.lang = other;
  link.textContent = names[other];
  link.addEventListener('click', event => { event.preventDefault(); language = other; show(); });
  return link;
}

function* details(text) {
  const day = value => value.split('-').reverse().join('.'); // 31.12.2026, in every language
  const clock = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Ashgabat' };
  const time = value => `${new Date(value).toLocaleString('de', clock)} (${text.zone})`;
  const person = referral.person ?? {};
  const rows = {
    number: referral.number, requester: referral.requester?.[language],
    serviceType: referral.service?.[language] ?? referral.serviceType, site: referral.site?.[language], priority: text[referral.priority],
    deadline: referral.deadline && !referral.answers.includes('complete') && time(referral.deadline),
    keyEnds: answerable.includes(state) && time(referral.keyEnds), need: referral.need,
    ...person, sex: text[person.sex], birthDate: person.birthDate && day(person.birthDate),
    identifiers: person.identifiers?.map(one => `${one.kind} ${one.value}`).join(', '),
    disability: person.disability == null ? null : person.disability ? text.yes : text.no,
  };
  for (const [name, value] of Object.entries(rows)) {
    if (value != null && value !== '' && value !== false && name in text) {
      const [term, description] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = text[name];
      description.textContent = value; // never as HTML: others wrote it
      yield term;
      yield description;
    }
  }
}

async function call(path, body) {
  const answer = await fetch(`/referral-links/${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key, ...body }),
    cache: 'no-store', credentials: 'omit',
  });
  return { status: answer.status, content: await answer.json().catch(() => ({})) };
}

function meaningOf(status, content) {
  switch (status) {
    case 404: return unsure ? 'lost' : 'unknown';
    case 409: return refusals[content.type?.split(':').at(-1)] ?? 'unknown';
    case 422: return 'refused';
    case 429: return 'wait';
    default: return 'failed';
  }
}

async function send(body) {
  try {
    const { status, content } = await call('answer', body);
    state = status === 200 ? (content.status === 'failed' ? 'failed_' : content.status) : meaningOf(status, content);
  } catch {
    state = 'failed';
  }
  unsure ||= state === 'failed';
  confirming = false;
  if (!answerable.includes(state) && state !== 'accepted') { // who helps needs to know whom
    referral = null; // answered or closed: nothing of the person stays on the screen
  }
  show();
}

async function open() {
  if (!key) {
    state = 'noKey';
    return show();
  }
  try {
    const { status, content } = await call('open');
    referral = status === 200 ? content : null;
    state = status !== 200 ? meaningOf(status, content) : content.answers.includes('complete') ? 'helping' : 'open';
  } catch {
    state = 'failed';
  }
  show();
}

at('accept').addEventListener('click', () => {
  if (!referral.answers.includes('complete')) {
    if (!confirming) {
      confirming = true;
      return show();
    }
    return send({ answer: 'accept' });
  }
  const outcome = at('outcome');
  outcome.required = true; // only for this button
  const isThere = outcome.reportValidity();
  outcome.required = false;
  return isThere ? send({ answer: 'complete', text: outcome.value }) : undefined;
});
at('answer').addEventListener('submit', event => {
  event.preventDefault();
  send({ answer: referral.answers.includes('complete') ? 'fail' : 'reject', reasonCode: at('code').value, text: at('reason').value });
});
at('written').addEventListener('click', () => {
  referral = null; // nothing of the person stays on a shared screen
  show();
});
addEventListener('hashchange', () => location.reload()); // another link in the same tab
open();
