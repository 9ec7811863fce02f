// Where the page's data come from: embedded in a report, or from a server, live.

/** A report has all that it shows in itself. */
export class ReportSource {
  constructor(data) {
    this.data = data;
    this.isLive = false;
    this.canControl = false;
  }

  entry(id) {
    return this.data.runs.find((entry) => entry.run.id === id);
  }

  async runs() {
    return this.data.comparison;
  }

  async run(id) {
    return this.entry(id).run;
  }

  async part(id, name) {
    return this.entry(id)[name];
  }

  async log(id, trial) {
    return this.entry(id).logs[trial] ?? 'The report holds the logs of the first failures only; the run\'s folder has them all.';
  }

  follow() {
    return () => {};
  }
}

/** A server tells all runs of its folder, and what is new of them as it is written. */
export class ServerSource {
  constructor(data) {
    this.isLive = true;
    this.canControl = data.control;
  }

  async runs() {
    return (await get('api/runs')).runs;
  }

  async run(id) {
    return get(`api/run?id=${encodeURIComponent(id)}`);
  }

  async part(id, name) {
    return get(`api/${name}?id=${encodeURIComponent(id)}`);
  }

  async log(id, trial) {
    const answer = await fetch(`api/log?id=${encodeURIComponent(id)}&trial=${trial}`);
    return answer.ok ? answer.text() : `The log can't be read: ${await answer.text()}`;
  }

  /** Asks for something to be done to a run: pause, resume, cancel. */
  async command(id, command) {
    return post('api/control', {id, command});
  }

  /** The experiment files that can be started. */
  async experiments() {
    return (await get('api/experiments')).experiments;
  }

  async start(experiment) {
    return post('api/start', {experiment});
  }

  /**
   * Listens to what is new of a run, beginning where the page's data end. A page that nobody sees doesn't listen: browsers allow six
   * connections to a server, and seven open tabs would be too many.
   */
  follow(id, offset, onUpdate, onState) {
    let stream = null;
    let known = offset;
    const open = () => {
      if (stream || document.hidden) {
        return;
      }
      stream = new EventSource(`api/events?id=${encodeURIComponent(id)}&from=${known}`);
      stream.addEventListener('update', (event) => {
        const update = JSON.parse(event.data);
        known = update.offset;
        onUpdate(update);
      });
      stream.addEventListener('open', () => onState('live'));
      stream.addEventListener('error', () => onState('waiting'));
    };
    const close = () => {
      stream?.close();
      stream = null;
    };
    const seen = () => (document.hidden ? close() : open());
    document.addEventListener('visibilitychange', seen);
    open();
    return () => {
      document.removeEventListener('visibilitychange', seen);
      close();
    };
  }
}

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}

async function post(path, body) {
  const answer = await fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Lanista': 'page'}, body: JSON.stringify(body)});
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.json();
}
