// What the page is looking at: one selection and one filter for all views. Kept in the address, so that a link shows the same.

const LISTED = ['run', 'trial', 'pin', 'filter', 'axis', 'sort'];

class Store {
  constructor() {
    this.values = {run: null, trial: null, pin: null, filter: '', axis: 'trial', sort: null, hover: null};
    this.listeners = [];
    const address = new URLSearchParams(location.hash.slice(1));
    for (const name of LISTED) {
      if (address.has(name)) {
        const text = address.get(name);
        this.values[name] = (name === 'trial' || name === 'pin') ? Number(text) : text;
      }
    }
  }

  get(name) {
    return this.values[name];
  }

  set(changes) {
    const changed = Object.keys(changes).filter((name) => this.values[name] !== changes[name]);
    if (changed.length === 0) {
      return;
    }
    Object.assign(this.values, changes);
    if (changed.some((name) => LISTED.includes(name))) {
      this.write();
    }
    this.tell(changed);
  }

  write() {
    const address = new URLSearchParams();
    for (const name of LISTED) {
      const value = this.values[name];
      if (value !== null && value !== '' && !(name === 'axis' && value === 'trial')) {
        address.set(name, value);
      }
    }
    history.replaceState(null, '', `${location.pathname}${location.search}${address.size ? `#${address}` : ''}`);
  }

  /** Tells those who listen to one of these names; 'data' stands for the run itself. */
  tell(names) {
    this.listeners.filter((entry) => entry.names.some((name) => names.includes(name))).forEach((entry) => entry.action());
  }

  on(names, action) {
    const entry = {names, action};
    this.listeners.push(entry);
    return () => this.listeners.splice(this.listeners.indexOf(entry), 1);
  }

  /** Forgets all who listen, when another run is shown. */
  silence() {
    this.listeners = [];
  }
}

export const store = new Store();
