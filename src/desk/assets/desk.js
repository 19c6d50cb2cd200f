// The only script of the desk. All that it does makes the page nicer; nothing needs it.
// A page that lives hears that something changed, asks for itself anew, and shows what is new if it disturbs no person.

const main = document.querySelector('main[data-live]');
const news = document.querySelector('.news');

const OTHER_PERSON = 'Another page of this browser changed the person. This page still shows the one before.';

// What the page shows is its person's no more, or cannot be read any more: then it takes no press, and nothing that still comes is shown.
let isOver = false;

// The second click of a double click would send a form again, and its answer would take the place of the first one.
const TWICE = 1_000;
let sentAt = -TWICE;
document.addEventListener('submit', (event) => {
  if (event.timeStamp - sentAt < TWICE) event.preventDefault();
  else sentAt = event.timeStamp;
});

if (news !== null) noticePerson(news);
if (main !== null && news !== null) watch(main, news);

function say(news, text, label, act) {
  const words = document.createElement('span');
  words.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', act);
  news.replaceChildren(words, button);
  news.hidden = false;
}

function end(news, text) {
  isOver = true;
  say(news, text, 'Load it again', () => location.reload());
  for (const one of document.querySelectorAll('main button')) one.disabled = true;
}

// Another page of this browser may have changed the person: what is pressed here would be theirs.
function noticePerson(news) {
  const own = document.body.dataset.person ?? '';
  const pages = new BroadcastChannel('desk-person');
  pages.addEventListener('message', ({ data }) => {
    if (data !== own) end(news, OTHER_PERSON);
  });
  pages.postMessage(own);
}

// Milliseconds after which a page asks again for events that it was refused.
const LATER = 60_000;

function watch(main, news) {
  let shown = main.innerHTML;
  let waiting = null;
  let isTouched = false;
  let source = null;
  let isAsking = false;
  let isAskedAgain = false;
  let later = 0;

  const read = async () => {
    if (isOver) return;
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    isAsking = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      // What fails on the way, or in the bot, may pass.
      if (answer.status >= 500) return;
      const text = await answer.text();
      // It may have been asked for before the person changed.
      if (isOver) return;
      if (!answer.ok) return end(news, 'This page cannot be read any more.');
      const page = new DOMParser().parseFromString(text, 'text/html');
      if ((page.body.dataset.person ?? '') !== (document.body.dataset.person ?? ''))
        return end(news, OTHER_PERSON);
      const next = page.querySelector('main');
      takeStage(page.querySelector('.stage'));
      if (next !== null) take(next);
    } catch {
      // The next event, or the next look at the page, asks again.
    } finally {
      isAsking = false;
      if (isAskedAgain) {
        isAskedAgain = false;
        ask();
      }
    }
  };
  const ask = () => void read();

  // The clock and the pull requests of the sandbox, unless a person is at its buttons.
  const takeStage = (next) => {
    const stage = document.querySelector('.stage');
    if (stage !== null && next !== null && !stage.contains(document.activeElement)) stage.replaceWith(next);
  };

  const take = (next) => {
    if (next.innerHTML === shown) {
      if (waiting !== null) hush();
      return;
    }
    waiting = next;
    if (!isInUse()) return show();
    say(news, 'There is something new on this page.', 'Show it', () => {
      show();
      main.focus({ preventScroll: true });
    });
  };

  const show = () => {
    if (waiting === null) return;
    const open = [...main.querySelectorAll('details')].map((one) => one.open);
    shown = waiting.innerHTML;
    main.innerHTML = shown;
    const details = main.querySelectorAll('details');
    if (details.length === open.length) {
      for (const [at, one] of details.entries()) one.open = open[at];
    }
    waiting = null;
    isTouched = false;
    hush();
  };

  const isInUse = () => {
    const selected = document.getSelection();
    const selects = selected !== null && !selected.isCollapsed && main.contains(selected.anchorNode);
    const focused = document.activeElement;
    // A person who reads a question before a press may have clicked on its words: then nothing in it has the focus.
    const isAsked = [...main.querySelectorAll('[popover]')].some((one) => one.matches(':popover-open'));
    return (
      isTouched || isAsked || selects || (focused !== null && focused !== main && main.contains(focused))
    );
  };

  const hush = () => {
    news.hidden = true;
    news.replaceChildren();
  };

  const listen = () => {
    if (source !== null || isOver) return;
    clearTimeout(later);
    const opened = new EventSource(main.dataset.live);
    source = opened;
    opened.addEventListener('changed', ask);
    opened.addEventListener('error', () => {
      // A browser comes again by itself, but not after an answer that is no stream: of a proxy, or because the session has ended.
      if (source !== opened || opened.readyState !== EventSource.CLOSED) return;
      rest();
      ask();
      later = setTimeout(() => {
        listen();
        ask();
      }, LATER);
    });
  };

  const rest = () => {
    clearTimeout(later);
    source?.close();
    source = null;
  };

  main.addEventListener('input', () => {
    isTouched = true;
  });
  // A browser has six connections to a server: a page that is not seen takes none.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return rest();
    listen();
    ask();
  });
  window.addEventListener('pagehide', rest);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      listen();
      ask();
    }
  });
  if (document.visibilityState !== 'hidden') listen();
}
