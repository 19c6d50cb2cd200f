// The only script of the desk. All that it does makes the page nicer; nothing needs it.
// A page that lives hears that something changed, asks for itself anew, and shows what is new if it disturbs no person.

const main = document.querySelector('main[data-live]');
const news = document.querySelector('.news');

const OTHER_PERSON = 'Another page of this browser changed the person. This page still shows the one before.';

if (news !== null) noticePerson(news);
if (main !== null && news !== null) watch(main, news);

// Another page of this browser may have changed the person: what is pressed here would be theirs.
function noticePerson(news) {
  const own = document.body.dataset.person ?? '';
  const pages = new BroadcastChannel('desk-person');
  const say = () => {
    const words = document.createElement('span');
    words.textContent = OTHER_PERSON;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Load it again';
    button.addEventListener('click', () => location.reload());
    news.replaceChildren(words, button);
    news.hidden = false;
    for (const one of document.querySelectorAll('main button')) one.disabled = true;
  };
  pages.addEventListener('message', ({ data }) => {
    if (data !== own) say();
  });
  pages.postMessage(own);
}

function watch(main, news) {
  let shown = main.innerHTML;
  let waiting = null;
  let isTouched = false;
  let source = null;
  let isAsking = false;
  let isAskedAgain = false;

  const read = async () => {
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    isAsking = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (!answer.ok) return say('This page cannot be read any more.', 'Load it again');
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if ((page.body.dataset.person ?? '') !== (document.body.dataset.person ?? ''))
        return say(OTHER_PERSON, 'Load it again');
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
    if (isInUse()) say('There is something new on this page.', 'Show it');
    else show();
  };

  const show = () => {
    if (waiting === null) return location.reload();
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
    return isTouched || selects || (focused !== null && focused !== main && main.contains(focused));
  };

  const say = (text, label) => {
    const words = document.createElement('span');
    words.textContent = text;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      show();
      main.focus({ preventScroll: true });
    });
    news.replaceChildren(words, button);
    news.hidden = false;
  };

  const hush = () => {
    news.hidden = true;
    news.replaceChildren();
  };

  const listen = () => {
    if (source !== null) return;
    source = new EventSource(main.dataset.live);
    source.addEventListener('changed', ask);
  };

  const rest = () => {
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
