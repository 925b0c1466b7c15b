// What browsers and Node.js both have and the engine has not: texts as bytes, addresses, random
// names. No more of it than programs that compute a config use.
(() => {
  'use strict';
  const { modules } = globalThis.__node;
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

  const toBase64 = bytes => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      for (let j = 0; j < 4; j++) text += i + j > bytes.length ? '=' : ALPHABET[(three >> (18 - 6 * j)) & 63];
    }
    return text;
  };
  const fromBase64 = text => {
    const plain = String(text).replace(/-/g, '+').replace(/_/g, '/').replace(/[^A-Za-z0-9+/]/g, '');
    const bytes = [];
    let bits = 0;
    let count = 0;
    for (const c of plain) {
      bits = ((bits << 6) | ALPHABET.indexOf(c)) & 0xffffff;
      count += 6;
      if (count >= 8) bytes.push((bits >> (count -= 8)) & 255);
    }
    return bytes;
  };
  const utf8 = text => new TextEncoder().encode(text);
  const latin1 = bytes => Array.from(bytes, b => String.fromCharCode(b)).join('');

  globalThis.btoa = text => toBase64([...String(text)].map(c => c.charCodeAt(0)));
  globalThis.atob = text => latin1(fromBase64(text));

  class Buffer extends Uint8Array {
    static from(value, encoding = 'utf8') {
      if (typeof value !== 'string') return new Buffer(value);
      switch (encoding) {
        case 'base64': case 'base64url': return new Buffer(fromBase64(value));
        case 'hex': return new Buffer((value.match(/../g) ?? []).map(pair => parseInt(pair, 16)));
        case 'latin1': case 'binary': case 'ascii': return new Buffer([...value].map(c => c.charCodeAt(0) & 255));
        default: return new Buffer(utf8(value));
      }
    }
    static isBuffer(value) { return value instanceof Buffer; }
    static byteLength(text, encoding) { return Buffer.from(text, encoding).length; }
    static concat(list) { return new Buffer(list.flatMap(part => Array.from(part))); }
    static alloc(size, fill = 0) { return new Buffer(size).fill(fill); }
    toString(encoding = 'utf8') {
      switch (encoding) {
        case 'base64': return toBase64(this);
        case 'base64url': return toBase64(this).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
        case 'hex': return Array.from(this, b => b.toString(16).padStart(2, '0')).join('');
        case 'latin1': case 'binary': case 'ascii': return latin1(this);
        default: return decodeURIComponent(escape(latin1(this)));
      }
    }
  }
  globalThis.Buffer = Buffer;
  modules.buffer = { Buffer };

  class URLSearchParams {
    #pairs;
    constructor(init = '') {
      const text = String(typeof init === 'string' ? init : '').replace(/^\?/, '');
      const decoded = part => decodeURIComponent(part.replace(/\+/g, ' '));
      if (typeof init === 'string') {
        this.#pairs = text === '' ? [] : text.split('&').map(p => [decoded(p.split('=')[0]), decoded(p.split('=').slice(1).join('='))]);
      } else {
        const entries = typeof init[Symbol.iterator] === 'function' ? [...init] : Object.entries(init);
        this.#pairs = entries.map(([key, value]) => [String(key), String(value)]);
      }
    }
    get(key) { return this.#pairs.find(p => p[0] === key)?.[1] ?? null; }
    getAll(key) { return this.#pairs.filter(p => p[0] === key).map(p => p[1]); }
    has(key) { return this.#pairs.some(p => p[0] === key); }
    append(key, value) { this.#pairs.push([String(key), String(value)]); }
    delete(key) { this.#pairs = this.#pairs.filter(p => p[0] !== key); }
    set(key, value) { this.delete(key); this.append(key, value); }
    entries() { return this.#pairs[Symbol.iterator](); }
    keys() { return this.#pairs.map(p => p[0])[Symbol.iterator](); }
    [Symbol.iterator]() { return this.entries(); }
    toString() {
      const encoded = text => encodeURIComponent(text).replace(/%20/g, '+');
      return this.#pairs.map(([key, value]) => `${encoded(key)}=${encoded(value)}`).join('&');
    }
  }
  globalThis.URLSearchParams = URLSearchParams;

  const ADDRESS = /^([A-Za-z][\w+.-]*:)(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/;
  class URL {
    constructor(address, base) {
      let text = String(address);
      let parts = ADDRESS.exec(text);
      if (!parts && base !== undefined) {
        const from = new URL(base);
        const folder = text.startsWith('/') ? '' : from.pathname.replace(/[^/]*$/, '');
        text = text.startsWith('//') ? from.protocol + text
          : `${from.protocol}//${from.host}${/^[?#]/.test(text) ? from.pathname : folder}${text}`;
        parts = ADDRESS.exec(text);
      }
      if (!parts) throw new TypeError(`Invalid URL: ${address}`);
      this.protocol = parts[1].toLowerCase();
      this.username = parts[2] ?? '';
      this.password = parts[3] ?? '';
      this.hostname = (parts[4] ?? '').toLowerCase();
      this.port = parts[5] ?? '';
      this.pathname = parts[4] === undefined ? parts[6] : modules.path.normalize(parts[6] || '/');
      this.search = parts[7] ?? '';
      this.hash = parts[8] ?? '';
      this.searchParams = new URLSearchParams(this.search);
    }
    get host() { return this.port ? `${this.hostname}:${this.port}` : this.hostname; }
    get origin() { return this.hostname ? `${this.protocol}//${this.host}` : 'null'; }
    get href() {
      const user = this.username ? `${this.username}${this.password ? ':' + this.password : ''}@` : '';
      const query = this.searchParams.toString();
      const search = query === new URLSearchParams(this.search).toString() ? this.search : query && `?${query}`;
      return `${this.protocol}${this.hostname || this.protocol === 'file:' ? '//' : ''}${user}${this.host}${this.pathname}${search}${this.hash}`;
    }
    toString() { return this.href; }
    toJSON() { return this.href; }
    static canParse(address, base) {
      try { return Boolean(new URL(address, base)); } catch { return false; }
    }
  }
  globalThis.URL = URL;
  Object.assign(modules.url, { URL, URLSearchParams });

  const random = count => Array.from({ length: count }, () => Math.floor(Math.random() * 256));
  const randomUUID = () => {
    const bytes = random(16);
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
  Object.assign(modules.crypto, { randomUUID, randomBytes: count => Buffer.from(random(count)) });
  globalThis.crypto = { randomUUID, getRandomValues: array => { array.set(random(array.length)); return array; } };

  globalThis.performance = { now: () => Date.now(), mark() {}, measure() {} };
  globalThis.WeakRef ??= class WeakRef {
    #target;
    constructor(target) { this.#target = target; }
    deref() { return this.#target; }
  };

  modules.module = {
    createRequire: from => {
      const folder = modules.path.dirname(modules.url.fileURLToPath(from));
      return name => /^\.{0,2}\//.test(name) && name.endsWith('.json')
        ? JSON.parse(modules.fs.readFileSync(modules.path.resolve(folder, name), 'utf8'))
        : require(name);
    }
  };
})();
