// The key stands behind the # of the link: a browser sends that part to nobody. It leaves the address at once, so that the history
// of a shared computer does not keep it, and travels only in the body of the two calls below.
'use strict';

const texts = {
  en: {
    title: 'Referral', open: 'Please answer this referral.', once: 'You can answer once. The referring organization sees your answer.',
    unknown: 'This link opens nothing. It may have been used, be too old, or the person may have withdrawn consent. Ask the organization that sent it.',
    failed: 'We do not know whether your answer arrived. Please try again.',
    lost: 'This link opens nothing any more: your answer has probably arrived. If in doubt, ask the organization that sent it.',
    noKey: 'The key is missing. Open the link from the message again.', refused: 'The answer was not accepted. Please give a reason in words.',
    full: 'Nothing has changed: there is no free capacity at the site, or the referral waits for it. You can reject the referral, or answer later.',
    advice: 'You are asked for advice only. Please answer the organization that sent the link.',
    wait: 'There are too many calls. Please wait a minute and try again.',
    accepted: 'Accepted. The referring organization has been told. It sends another link to tell what came of it.', rejected: 'Rejected. The referring organization has been told.',
    completed: 'Thank you. The referral is completed.', failed_: 'Thank you. The referring organization has been told.',
    helping: 'Please tell what came of this referral.', complete: 'Help was given', outcome: 'What was done and what came of it', failTitle: 'Or help was not given', fail: 'Help was not given',
    accept: 'Accept: we will help', rejectTitle: 'Or reject', reject: 'Reject', code: 'Reason', reason: 'In words',
    number: 'Number', requester: 'From', serviceType: 'Service', site: 'At', priority: 'Priority', deadline: 'Answer before', need: 'What is needed',
    givenName: 'Given name', familyName: 'Family name', patronymic: 'Patronymic', sex: 'Sex', birthDate: 'Date of birth', birthYear: 'Year of birth',
    estimatedAge: 'Age (estimated)', phone: 'Telephone', address: 'Address', place: 'Place', identifiers: 'Documents', externalCode: 'Code', disability: 'Disability',
    yes: 'yes', no: 'no', female: 'female', male: 'male', emergency: 'emergency: 24 hours', urgent: 'urgent: 72 hours', normal: 'normal: 14 days',
    failReasons: { 'not-reachable': 'Could not be reached', 'declined-by-user': 'Declined by the person', 'no-longer-needed': 'No longer needed', 'moved-away': 'Moved away', other: 'Other' },
    reasons: { 'no-capacity': 'No capacity', 'not-eligible': 'Not eligible', 'wrong-service': 'Wrong service', 'outside-area': 'Outside our area', 'referred-elsewhere': 'Referred elsewhere', other: 'Other' },
  },
  ru: {
    title: 'Направление', open: 'Пожалуйста, ответьте на это направление.', once: 'Ответить можно один раз. Направившая организация увидит ваш ответ.',
    unknown: 'По этой ссылке ничего не открывается. Возможно, ею уже воспользовались, срок истёк или человек отозвал согласие. Обратитесь в организацию, которая её прислала.',
    failed: 'Неизвестно, дошёл ли ваш ответ. Попробуйте ещё раз.',
    lost: 'По этой ссылке больше ничего не открывается: вероятно, ваш ответ дошёл. Если сомневаетесь, спросите организацию, которая её прислала.',
    noKey: 'Нет ключа. Откройте ссылку из сообщения ещё раз.', refused: 'Ответ не принят. Укажите причину своими словами.',
    full: 'Ничего не изменилось: свободных мест нет, или направление ждёт места. Направление можно отклонить или ответить позже.',
    advice: 'От вас ждут только совета. Ответьте организации, которая прислала ссылку.',
    wait: 'Слишком много обращений. Подождите минуту и попробуйте ещё раз.',
    accepted: 'Принято. Направившая организация извещена. Она пришлёт ещё одну ссылку, чтобы вы сообщили о результате.', rejected: 'Отклонено. Направившая организация извещена.',
    completed: 'Спасибо. Направление выполнено.', failed_: 'Спасибо. Направившая организация извещена.',
    helping: 'Пожалуйста, сообщите, чем закончилось это направление.', complete: 'Помощь оказана', outcome: 'Что сделано и с каким результатом', failTitle: 'Или помощь не оказана', fail: 'Помощь не оказана',
    accept: 'Принять: мы поможем', rejectTitle: 'Или отклонить', reject: 'Отклонить', code: 'Причина', reason: 'Своими словами',
    number: 'Номер', requester: 'От кого', serviceType: 'Услуга', site: 'Где', priority: 'Срочность', deadline: 'Ответить до', need: 'В чём нужна помощь',
    givenName: 'Имя', familyName: 'Фамилия', patronymic: 'Отчество', sex: 'Пол', birthDate: 'Дата рождения', birthYear: 'Год рождения',
    estimatedAge: 'Возраст (примерно)', phone: 'Телефон', address: 'Адрес', place: 'Место', identifiers: 'Документы', externalCode: 'Код', disability: 'Инвалидность',
    yes: 'да', no: 'нет', female: 'женский', male: 'мужской', emergency: 'экстренно: 24 часа', urgent: 'срочно: 72 часа', normal: 'обычно: 14 дней',
    failReasons: { 'not-reachable': 'Не удалось связаться', 'declined-by-user': 'Человек отказался', 'no-longer-needed': 'Больше не нужно', 'moved-away': 'Переезд', other: 'Другое' },
    reasons: { 'no-capacity': 'Нет мест', 'not-eligible': 'Нет права на услугу', 'wrong-service': 'Не та услуга', 'outside-area': 'Вне нашей территории', 'referred-elsewhere': 'Направлено в другое место', other: 'Другое' },
  },
  tk: {
    title: 'Ugratma', open: 'Bu ugratma jogap bermegiňizi haýyş edýäris.', once: 'Diňe bir gezek jogap berip bilersiňiz. Ugradan gurama jogabyňyzy görer.',
    unknown: 'Bu salgy hiç zady açmaýar. Ol ulanylan, möhleti geçen ýa-da adam razylygyny yzyna alan bolup biler. Ony iberen gurama ýüz tutuň.',
    failed: 'Jogabyňyzyň baryp-barmandygy belli däl. Gaýtadan synanyşyň.',
    lost: 'Bu salgy indi hiç zady açmaýar: jogabyňyz gowşan bolmaly. Şübhelenseňiz, ony iberen guramadan soraň.',
    noKey: 'Açar ýok. Hatdaky salgyny gaýtadan açyň.', refused: 'Jogap kabul edilmedi. Sebäbini öz sözüňiz bilen ýazyň.',
    full: 'Hiç zat üýtgemedi: boş ýer ýok, ýa-da ugratma ýere garaşýar. Ugratmany ret edip ýa-da soňrak jogap berip bilersiňiz.',
    advice: 'Sizden diňe maslahat soralýar. Salgyny iberen gurama jogap beriň.',
    wait: 'Ýüz tutmalar köp. Bir minut garaşyp, gaýtadan synanyşyň.',
    accepted: 'Kabul edildi. Ugradan gurama habar berildi. Netijesini habar bermek üçin ol ýene bir salgy iberer.', rejected: 'Ret edildi. Ugradan gurama habar berildi.',
    completed: 'Sag boluň. Ugratma tamamlandy.', failed_: 'Sag boluň. Ugradan gurama habar berildi.',
    helping: 'Bu ugratmanyň netijesini habar bermegiňizi haýyş edýäris.', complete: 'Kömek berildi', outcome: 'Näme edildi we netijesi näme', failTitle: 'Ýa-da kömek berilmedi', fail: 'Kömek berilmedi',
    accept: 'Kabul etmek: kömek ederis', rejectTitle: 'Ýa-da ret etmek', reject: 'Ret etmek', code: 'Sebäbi', reason: 'Öz sözüňiz bilen',
    number: 'Belgi', requester: 'Kimden', serviceType: 'Hyzmat', site: 'Nirede', priority: 'Gyssaglylygy', deadline: 'Jogap möhleti', need: 'Näme gerek',
    givenName: 'Ady', familyName: 'Familiýasy', patronymic: 'Atasynyň ady', sex: 'Jynsy', birthDate: 'Doglan güni', birthYear: 'Doglan ýyly',
    estimatedAge: 'Ýaşy (takmynan)', phone: 'Telefon', address: 'Salgysy', place: 'Ýeri', identifiers: 'Resminamalar', externalCode: 'Kod', disability: 'Maýyplyk',
    yes: 'hawa', no: 'ýok', female: 'aýal', male: 'erkek', emergency: 'has gyssagly: 24 sagat', urgent: 'gyssagly: 72 sagat', normal: 'adaty: 14 gün',
    failReasons: { 'not-reachable': 'Habarlaşyp bolmady', 'declined-by-user': 'Adam ret etdi', 'no-longer-needed': 'Indi gerek däl', 'moved-away': 'Göçüp gitdi', other: 'Başga' },
    reasons: { 'no-capacity': 'Ýer ýok', 'not-eligible': 'Hyzmata hukugy ýok', 'wrong-service': 'Başga hyzmat gerek', 'outside-area': 'Biziň çägimizde däl', 'referred-elsewhere': 'Başga ýere ugradyldy', other: 'Başga' },
  },
};
// What can be answered again, and what an answer that was refused means.
const answerable = ['open', 'helping', 'failed', 'wait', 'full', 'advice', 'refused'];
const refusals = { 'no-capacity-free': 'full', 'waiting': 'full', 'hold-expired': 'full', 'site-takes-nobody': 'full', 'advice-only': 'advice' };
const names = { tk: 'Türkmençe', ru: 'Русский', en: 'English' };

const key = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

let language = [...navigator.languages].map(tag => tag.slice(0, 2)).find(tag => tag in texts) ?? 'en';
let referral = null;
let state = 'open';
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
    ['once', 'once'], ['accept', helps ? 'complete' : 'accept'], ['outcome-label', 'outcome'], ['reject-title', helps ? 'failTitle' : 'rejectTitle'],
    ['reject', helps ? 'fail' : 'reject'], ['code-label', 'code'], ['reason-label', 'reason'],
  ]) {
    at(id).textContent = text[word];
  }
  at('outcome-row').hidden = !helps;

  const chosen = at('code').value;
  at('code').replaceChildren(...Object.entries(helps ? text.failReasons : text.reasons).map(([value, label]) => new Option(label, value, false, value === chosen)));
  at('languages').replaceChildren(...Object.keys(names).filter(other => other !== language).map(languageLink));
  at('details').replaceChildren(...(referral ? details(text) : []));
  at('answer').hidden = !referral || !answerable.includes(state);
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
  const time = value => new Date(value).toLocaleString('de', { dateStyle: 'medium', timeStyle: 'short' });
  const person = referral.person ?? {};
  const rows = {
    number: referral.number, requester: referral.requester?.[language],
    serviceType: referral.service?.[language] ?? referral.serviceType, site: referral.site?.[language], priority: text[referral.priority],
    deadline: referral.deadline && !referral.answers.includes('complete') && time(referral.deadline), need: referral.need,
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
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key, ...body }), cache: 'no-store', credentials: 'omit',
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
  if (!answerable.includes(state)) {
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
addEventListener('hashchange', () => location.reload()); // another link in the same tab
open();
