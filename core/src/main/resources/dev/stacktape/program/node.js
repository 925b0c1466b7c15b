// More of Node.js that programs compute with: comparing, copying, formatting, telling each other of
// events. What Node.js has and a config may not do is there by name, and says so when it is called.
(() => {
  'use strict';
  const { modules, absent, show } = globalThis.__node;
  delete globalThis.__node;

  // ---- comparing ----
  const entries = value => value instanceof Map || value instanceof Set ? [...value] : null;
  const isDeepEqual = (a, b, same) => {
    if (same(a, b)) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    if (a instanceof Date) return a.getTime() === b.getTime();
    if (a instanceof RegExp) return String(a) === String(b);
    if (entries(a)) return isDeepEqual(entries(a), entries(b), same);
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length
      && keys.every(key => Object.hasOwn(b, key) && isDeepEqual(a[key], b[key], same));
  };
  const loosely = (a, b) => a == b || Object.is(a, b);

  class AssertionError extends Error {
    constructor({ message }) {
      super(message);
      this.name = 'AssertionError';
      this.code = 'ERR_ASSERTION';
    }
  }
  const holds = (value, message, otherwise) => {
    if (!value) throw message instanceof Error ? message : new AssertionError({ message: message || otherwise });
  };
  const both = (a, word, b) => `${show(a)} ${word} ${show(b)}`;
  const matches = (error, wanted) => {
    if (typeof wanted === 'function') return wanted.prototype === undefined ? wanted(error) : error instanceof wanted;
    if (wanted instanceof RegExp) return wanted.test(String(error));
    return typeof wanted !== 'object' || Object.keys(wanted).every(key => isDeepEqual(error[key], wanted[key], Object.is));
  };
  const assert = Object.assign((value, message) => holds(value, message, 'assertion failed'), {
    AssertionError,
    fail: message => holds(false, message, 'failed'),
    equal: (a, b, message) => holds(loosely(a, b), message, both(a, 'is not', b)),
    notEqual: (a, b, message) => holds(!loosely(a, b), message, both(a, 'is', b)),
    strictEqual: (a, b, message) => holds(Object.is(a, b), message, both(a, 'is not', b)),
    notStrictEqual: (a, b, message) => holds(!Object.is(a, b), message, both(a, 'is', b)),
    deepEqual: (a, b, message) => holds(isDeepEqual(a, b, loosely), message, both(a, 'is not', b)),
    deepStrictEqual: (a, b, message) => holds(isDeepEqual(a, b, Object.is), message, both(a, 'is not', b)),
    notDeepStrictEqual: (a, b, message) => holds(!isDeepEqual(a, b, Object.is), message, both(a, 'is', b)),
    match: (text, pattern, message) => holds(pattern.test(text), message, both(text, 'does not match', String(pattern))),
    throws: (call, wanted, message) => {
      let error;
      try { call(); } catch (thrown) { error = thrown; }
      holds(error !== undefined && matches(error, wanted), message, 'nothing of the kind was thrown');
    }
  });
  assert.ok = assert;
  assert.strict = Object.assign((value, message) => assert(value, message), assert,
    { equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual });
  assert.strict.strict = assert.strict;
  modules.assert = assert;
  modules['assert/strict'] = assert.strict;

  // ---- copying ----
  const copyOf = (value, copies) => {
    if (typeof value === 'function' || typeof value === 'symbol') {
      throw Object.assign(new Error(`a ${typeof value} cannot be cloned`), { name: 'DataCloneError' });
    }
    if (typeof value !== 'object' || value === null) return value;
    if (copies.has(value)) return copies.get(value);
    const kept = copy => { copies.set(value, copy); return copy; };
    if (value instanceof Date) return kept(new Date(value));
    if (value instanceof RegExp) return kept(new RegExp(value.source, value.flags));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return kept(value.slice());
    if (value instanceof Map) {
      const map = kept(new Map());
      value.forEach((inner, key) => map.set(copyOf(key, copies), copyOf(inner, copies)));
      return map;
    }
    if (value instanceof Set) {
      const set = kept(new Set());
      value.forEach(inner => set.add(copyOf(inner, copies)));
      return set;
    }
    const copy = kept(Array.isArray(value) ? new Array(value.length) : value instanceof Error ? new Error(value.message) : {});
    for (const key of Object.keys(value)) copy[key] = copyOf(value[key], copies);
    return copy;
  };
  globalThis.structuredClone = value => copyOf(value, new Map());

  // ---- formatting ----
  const formatted = (mark, value) => {
    switch (mark) {
      case '%s': return typeof value === 'object' && value !== null ? show(value) : String(value);
      case '%d': return String(Number(value));
      case '%i': return String(parseInt(value, 10));
      case '%f': return String(parseFloat(value));
      case '%j': return JSON.stringify(value);
      case '%c': return '';
      default: return show(value);
    }
  };
  const format = (first, ...rest) => {
    const left = [...rest];
    const text = typeof first !== 'string' ? show(first) : first.replace(/%[sdifjoOc%]/g, mark =>
      mark === '%%' ? '%' : left.length === 0 ? mark : formatted(mark, left.shift()));
    return [text, ...left.map(show)].join(' ');
  };
  Object.assign(modules.util, {
    format,
    isDeepStrictEqual: (a, b) => isDeepEqual(a, b, Object.is),
    isArray: Array.isArray,
    deprecate: f => f,
    stripVTControlCharacters: text => String(text).replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
    TextEncoder: globalThis.TextEncoder,
    TextDecoder: globalThis.TextDecoder,
    types: {
      isDate: value => value instanceof Date,
      isRegExp: value => value instanceof RegExp,
      isMap: value => value instanceof Map,
      isSet: value => value instanceof Set,
      isPromise: value => value instanceof Promise,
      isNativeError: value => value instanceof Error
    }
  });

  // ---- events ----
  class EventEmitter {
    #listeners = new Map();
    on(event, listener) {
      this.#listeners.set(event, [...this.listeners(event), listener]);
      return this;
    }
    once(event, listener) {
      const first = (...args) => { this.off(event, first); listener.apply(this, args); };
      return this.on(event, Object.assign(first, { listener }));
    }
    off(event, listener) {
      this.#listeners.set(event, this.listeners(event).filter(one => one !== listener && one.listener !== listener));
      return this;
    }
    emit(event, ...args) {
      const listeners = this.listeners(event);
      if (event === 'error' && listeners.length === 0) throw args[0];
      listeners.forEach(listener => listener.apply(this, args));
      return listeners.length > 0;
    }
    listeners(event) { return this.#listeners.get(event) ?? []; }
    listenerCount(event) { return this.listeners(event).length; }
    eventNames() { return [...this.#listeners.keys()].filter(event => this.listenerCount(event) > 0); }
    removeAllListeners(event) {
      if (event === undefined) this.#listeners.clear(); else this.#listeners.delete(event);
      return this;
    }
    setMaxListeners() { return this; }
  }
  EventEmitter.prototype.addListener = EventEmitter.prototype.on;
  EventEmitter.prototype.removeListener = EventEmitter.prototype.off;
  modules.events = Object.assign(EventEmitter, {
    EventEmitter,
    once: (emitter, event) => new Promise(done => { emitter.once(event, (...args) => done(args)); })
  });

  // ---- the rest ----
  modules.querystring = {
    stringify: (values = {}) => Object.entries(values).flatMap(([key, value]) => [value].flat()
      .map(one => `${encodeURIComponent(key)}=${encodeURIComponent(one ?? '')}`)).join('&'),
    parse: text => {
      const values = {};
      for (const [key, value] of new URLSearchParams(text)) {
        values[key] = key in values ? [values[key], value].flat() : value;
      }
      return values;
    },
    escape: encodeURIComponent,
    unescape: decodeURIComponent
  };
  modules.perf_hooks = { performance: globalThis.performance };
  Object.assign(modules.os, {
    release: () => '', version: () => '', machine: () => modules.os.arch(), endianness: () => 'LE', uptime: () => 0,
    totalmem: () => 0, freemem: () => 0, loadavg: () => [0, 0, 0], availableParallelism: () => 1, networkInterfaces: () => ({}),
    userInfo: () => ({ username: process.env.USER || process.env.USERNAME || 'user', uid: -1, gid: -1, shell: null, homedir: modules.os.homedir() })
  });
  Object.assign(process, {
    title: 'node', execPath: 'node', execArgv: [], ppid: 0, release: { name: 'node' }, features: {},
    uptime: () => 0,
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    stdin: { isTTY: false }
  });

  // ---- what may not be done ----
  const refuse = (where, name, functions) => {
    for (const one of functions.split(' ')) where[one] ??= absent(`${name}.${one}`);
  };
  refuse(modules.fs, 'fs', 'appendFile appendFileSync chmod chmodSync chown chownSync close closeSync copyFile copyFileSync cp cpSync '
    + 'createReadStream createWriteStream fstat fstatSync glob globSync link linkSync mkdir mkdirSync mkdtemp mkdtempSync open openSync opendir '
    + 'opendirSync read readSync readlink readlinkSync realpath rename renameSync rm rmSync rmdir rmdirSync symlink symlinkSync truncate '
    + 'truncateSync unlink unlinkSync utimes utimesSync watch watchFile write writeSync writeFile writeFileSync');
  refuse(modules.fs.promises, 'fs.promises', 'appendFile chmod copyFile cp lstat mkdir mkdtemp open opendir readlink realpath rename rm rmdir '
    + 'symlink truncate unlink utimes watch writeFile');
  refuse(modules.crypto, 'crypto', 'createCipheriv createDecipheriv createSign createVerify createPrivateKey createPublicKey createSecretKey '
    + 'generateKeyPair generateKeyPairSync generateKeySync hkdfSync pbkdf2 pbkdf2Sync scrypt scryptSync sign verify');
  refuse(process, 'process', 'abort chdir kill send');
  refuse(process.stdin, 'process.stdin', 'read on once pipe resume setEncoding');
})();
