// The key stands behind the # of the link: a browser sends that part to nobody. It leaves the address at once, so that the history
// of a shared computer does not keep it, and travels only in the body of the two calls below.
'use strict';

const texts = {
  en: {
    title: 'Referral', open: 'Please answer this referral.', once: 'You can answer once. The referring organization sees your answer.',
    unknown: 'This link opens nothing. It may have been used, be too old, or the person may have withdrawn consent. Ask the organization that sent it.',
    failed: 'The answer could not be sent. Nothing has changed; please try again.', wait: 'There are too many calls. Please wait a minute and try again.',
    accepted: 'Accepted. The referring organization has been told.', rejected: 'Rejected. The referring organization has been told.',
    accept: 'Accept: we will help', rejectTitle: 'Or reject', reject: 'Reject', code: 'Reason', reason: 'In words',
    number: 'Number', serviceType: 'Service', priority: 'Priority', deadline: 'Answer before', need: 'What is needed',
    givenName: 'Given name', familyName: 'Family name', patronymic: 'Patronymic', sex: 'Sex', birthDate: 'Date of birth', birthYear: 'Year of birth',
    estimatedAge: 'Age (estimated)', phone: 'Telephone', address: 'Address', place: 'Place', identifiers: 'Documents', externalCode: 'Code', disability: 'Disability',
    yes: 'yes', no: 'no', female: 'female', male: 'male', emergency: 'emergency: 24 hours', urgent: 'urgent: 72 hours', normal: 'normal: 14 days',
    reasons: { 'no-capacity': 'No capacity', 'not-eligible': 'Not eligible', 'wrong-service': 'Wrong service', 'outside-area': 'Outside our area', 'referred-elsewhere': 'Referred elsewhere', other: 'Other' },
  },
  ru: {
    title: 'Направление', open: 'Пожалуйста, ответьте на это направление.', once: 'Ответить можно один раз. Направившая организация увидит ваш ответ.',
    unknown: 'По этой ссылке ничего не открывается. Возможно, ею уже воспользовались, срок истёк или человек отозвал согласие. Обратитесь в организацию, которая её прислала.',
    failed: 'Ответ не удалось отправить. Ничего не изменилось; попробуйте ещё раз.', wait: 'Слишком много обращений. Подождите минуту и попробуйте ещё раз.',
    accepted: 'Принято. Направившая организация извещена.', rejected: 'Отклонено. Направившая организация извещена.',
    accept: 'Принять: мы поможем', rejectTitle: 'Или отклонить', reject: 'Отклонить', code: 'Причина', reason: 'Своими словами',
    number: 'Номер', serviceType: 'Услуга', priority: 'Срочность', deadline: 'Ответить до', need: 'В чём нужна помощь',
    givenName: 'Имя', familyName: 'Фамилия', patronymic: 'Отчество', sex: 'Пол', birthDate: 'Дата рождения', birthYear: 'Год рождения',
    estimatedAge: 'Возраст (примерно)', phone: 'Телефон', address: 'Адрес', place: 'Место', identifiers: 'Документы', externalCode: 'Код', disability: 'Инвалидность',
    yes: 'да', no: 'нет', female: 'женский', male: 'мужской', emergency: 'экстренно: 24 часа', urgent: 'срочно: 72 часа', normal: 'обычно: 14 дней',
    reasons: { 'no-capacity': 'Нет мест', 'not-eligible': 'Нет права на услугу', 'wrong-service': 'Не та услуга', 'outside-area': 'Вне нашей территории', 'referred-elsewhere': 'Направлено в другое место', other: 'Другое' },
  },
  tk: {
    title: 'Ugratma', open: 'Bu ugratma jogap bermegiňizi haýyş edýäris.', once: 'Diňe bir gezek jogap berip bilersiňiz. Ugradan gurama jogabyňyzy görer.',
    unknown: 'Bu salgy hiç zady açmaýar. Ol ulanylan, möhleti geçen ýa-da adam razylygyny yzyna alan bolup biler. Ony iberen gurama ýüz tutuň.',
    failed: 'Jogap iberilmedi. Hiç zat üýtgemedi; gaýtadan synanyşyň.', wait: 'Ýüz tutmalar köp. Bir minut garaşyp, gaýtadan synanyşyň.',
    accepted: 'Kabul edildi. Ugradan gurama habar berildi.', rejected: 'Ret edildi. Ugradan gurama habar berildi.',
    accept: 'Kabul etmek: kömek ederis', rejectTitle: 'Ýa-da ret etmek', reject: 'Ret etmek', code: 'Sebäbi', reason: 'Öz sözüňiz bilen',
    number: 'Belgi', serviceType: 'Hyzmat', priority: 'Gyssaglylygy', deadline: 'Jogap möhleti', need: 'Näme gerek',
    givenName: 'Ady', familyName: 'Familiýasy', patronymic: 'Atasynyň ady', sex: 'Jynsy', birthDate: 'Doglan güni', birthYear: 'Doglan ýyly',
    estimatedAge: 'Ýaşy (takmynan)', phone: 'Telefon', address: 'Salgysy', place: 'Ýeri', identifiers: 'Resminamalar', externalCode: 'Kod', disability: 'Maýyplyk',
    yes: 'hawa', no: 'ýok', female: 'aýal', male: 'erkek', emergency: 'has gyssagly: 24 sagat', urgent: 'gyssagly: 72 sagat', normal: 'adaty: 14 gün',
    reasons: { 'no-capacity': 'Ýer ýok', 'not-eligible': 'Hyzmata hukugy ýok', 'wrong-service': 'Başga hyzmat gerek', 'outside-area': 'Biziň çägimizde däl', 'referred-elsewhere': 'Başga ýere ugradyldy', other: 'Başga' },
  },
};
const names = { tk: 'Türkmençe', ru: 'Русский', en: 'English' };

const key = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

let language = [...navigator.languages].map(tag => tag.slice(0, 2)).find(tag => tag in texts) ?? 'en';
let referral = null;
let state = 'open';
const at = id => document.getElementById(id);

function show() {
  const text = texts[language];
  document.documentElement.lang = language;
  document.title = text.title;
  at('title').textContent = text.title;
  at('state').textContent = text[state];
  at('state').className = ['unknown', 'failed', 'wait'].includes(state) ? 'failed' : '';
  for (const [id, word] of [['once', 'once'], ['accept', 'accept'], ['reject-title', 'rejectTitle'], ['reject', 'reject'], ['code-label', 'code'], ['reason-label', 'reason']]) {
    at(id).textContent = text[word];
  }

  const chosen = at('code').value;
  at('code').replaceChildren(...Object.entries(text.reasons).map(([value, label]) => new Option(label, value, false, value === chosen)));
  at('languages').replaceChildren(...Object.keys(names).filter(other => other !== language).map(languageLink));
  at('details').replaceChildren(...(referral ? details(text) : []));
  at('answer').hidden = !referral || !['open', 'failed', 'wait'].includes(state);
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
  const day = value => new Date(value).toLocaleDateString(language);
  const person = referral.person ?? {};
  const rows = {
    number: referral.number, serviceType: referral.serviceType, priority: text[referral.priority],
    deadline: referral.deadline && new Date(referral.deadline).toLocaleString(language), need: referral.need,
    ...person, sex: text[person.sex], birthDate: person.birthDate && day(person.birthDate),
    identifiers: person.identifiers?.map(one => `${one.kind} ${one.value}`).join(', '),
    disability: person.disability == null ? null : person.disability ? text.yes : text.no,
  };
  for (const [name, value] of Object.entries(rows)) {
    if (value != null && value !== '' && name in text) {
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
  return { status: answer.status, content: answer.ok ? await answer.json() : null };
}

async function send(body) {
  try {
    const { status, content } = await call('answer', body);
    state = status === 200 ? content.status : status === 404 ? 'unknown' : status === 429 ? 'wait' : 'failed';
  } catch {
    state = 'failed';
  }
  if (!['failed', 'wait'].includes(state)) {
    referral = null; // answered or closed: nothing of the person stays on the screen
  }
  show();
}

async function open() {
  try {
    const { status, content } = key ? await call('open') : { status: 404, content: null };
    referral = content;
    state = status === 200 ? 'open' : status === 429 ? 'wait' : status >= 500 ? 'failed' : 'unknown';
  } catch {
    state = 'failed';
  }
  show();
}

at('accept').addEventListener('click', () => send({ accept: true }));
at('answer').addEventListener('submit', event => {
  event.preventDefault();
  send({ accept: false, reasonCode: at('code').value, reason: at('reason').value });
});
open();
