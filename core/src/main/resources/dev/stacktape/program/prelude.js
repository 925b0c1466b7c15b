// What a program finds around itself: the small part of Node.js that configs use, on top of what
// the host lets it read. Everything else says that it is not there.
(() => {
  'use strict';
  const host = (name, ...args) => JSON.parse(java_invoke('host', name, JSON.stringify(args)));
  const settings = JSON.parse(host('settings'));

  class NotThere extends Error {
    constructor(what) {
      super(what);
      this.name = 'NotThere';
    }
  }

  const report = (kind, error, at = null) => {
    const isError = error instanceof Error || (error && typeof error === 'object' && 'stack' in error);
    host('failed', JSON.stringify({
      kind,
      name: String(isError ? error.name : typeof error),
      message: String(isError ? error.message : show(error)),
      stack: String(isError ? error.stack : ''),
      path: isError && Array.isArray(error.path) ? error.path.map(String) : null,
      at: isError && typeof error.at === 'string' ? error.at : at
    }));
  };

  const show = value => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return String(value.stack || value);
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };

  globalThis.__failed = error => report('threw', error);
  globalThis.__tick = line => { host('tick', String(line)); return true; };
  globalThis.__call = name => {
    try {
      const args = JSON.parse(host('input'));
      const done = value => { host('result', JSON.stringify(value) ?? 'null'); };
      const value = globalThis[name](...args);
      if (value && typeof value.then === 'function') value.then(done, globalThis.__failed);
      else done(value);
    } catch (error) {
      globalThis.__failed(error);
    }
  };
  globalThis.__settled = () => {
    const lost = globalThis.__lost();
    if (lost) report('lost', lost.error, lost.error instanceof Error ? null : lost.at);
  };
  const soon = (f, ...args) => {
    Promise.resolve().then(() => {
      try { f(...args); } catch (error) { globalThis.__failed(error); }
    });
  };

  // ---- console ----
  const print = (...args) => { host('print', args.map(show).join(' ')); };
  globalThis.console = {
    log: print, info: print, warn: print, error: print, debug: print, dir: print, trace: print,
    table: print, group() {}, groupEnd() {}, time() {}, timeEnd() {}, assert() {}
  };

  // ---- process ----
  const process = {
    env: settings.env,
    argv: ['node', 'stacktape', ...settings.argv],
    platform: settings.platform,
    arch: settings.arch,
    version: 'v22.0.0',
    versions: { node: '22.0.0' },
    pid: 1,
    exitCode: undefined,
    cwd: () => settings.folder,
    exit: () => { throw new NotThere('`process.exit()` ends a program, which a config cannot do'); },
    on: () => process, once: () => process, off: () => process, emitWarning: print,
    nextTick: soon,
    hrtime: Object.assign(() => [0, 0], { bigint: () => 0n }),
    stdout: { isTTY: false, write: text => { print(String(text)); return true; } },
    stderr: { isTTY: false, write: text => { print(String(text)); return true; } }
  };
  globalThis.process = process;
  globalThis.global = globalThis;
  globalThis.__dirname = settings.folder;
  globalThis.__filename = settings.file;
  globalThis.__url = settings.url;
  globalThis.queueMicrotask = f => soon(f);
  const absent = what => () => { throw new NotThere(`\`${what}\` is not there for a config`); };
  const refuse = (what, hint) => { throw new NotThere(`${what} is not there for a config\n${hint}`); };
  const computed = (what, wanted, hint) => {
    const answer = JSON.parse(host(what, JSON.stringify(wanted)));
    return answer.error ? refuse(answer.error, hint) : answer.value;
  };
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch']) globalThis[name] = absent(name);
  globalThis.clearTimeout = globalThis.clearInterval = () => {};

  // ---- path ----
  const normalizeParts = (parts, absolute) => {
    const kept = [];
    for (const part of parts) {
      if (part === '' || part === '.') continue;
      if (part === '..' && kept.length && kept[kept.length - 1] !== '..') kept.pop();
      else if (part !== '..' || !absolute) kept.push(part);
    }
    return kept;
  };
  const isAbsolute = p => p.startsWith('/') || /^[A-Za-z]:[\\/]/.test(p);
  const slashes = p => settings.platform === 'win32' ? String(p).replace(/\\/g, '/') : String(p);
  const path = {
    sep: '/',
    delimiter: settings.platform === 'win32' ? ';' : ':',
    isAbsolute: p => isAbsolute(slashes(p)),
    normalize: p => {
      const text = slashes(p);
      const root = /^[A-Za-z]:\//.test(text) ? text.slice(0, 3) : text.startsWith('/') ? '/' : '';
      const rest = normalizeParts(text.slice(root.length).split('/'), root !== '').join('/');
      return root + rest || '.';
    },
    join: (...parts) => path.normalize(parts.map(slashes).filter(p => p !== '').join('/') || '.'),
    resolve: (...parts) => {
      let whole = '';
      for (const part of [settings.folder, ...parts].map(slashes)) {
        whole = isAbsolute(part) ? part : part === '' ? whole : whole + '/' + part;
      }
      return path.normalize(whole);
    },
    dirname: p => {
      const text = slashes(p);
      const end = text.lastIndexOf('/');
      return end < 0 ? '.' : end === 0 ? '/' : text.slice(0, end);
    },
    basename: (p, ext) => {
      const name = slashes(p).replace(/\/+$/, '').split('/').pop();
      return ext && name.endsWith(ext) && name !== ext ? name.slice(0, -ext.length) : name;
    },
    extname: p => {
      const name = path.basename(p);
      const dot = name.lastIndexOf('.');
      return dot <= 0 ? '' : name.slice(dot);
    },
    relative: (from, to) => {
      const a = path.resolve(from).split('/').filter(Boolean);
      const b = path.resolve(to).split('/').filter(Boolean);
      let same = 0;
      while (same < a.length && same < b.length && a[same] === b[same]) same++;
      return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
    },
    parse: p => {
      const base = path.basename(p);
      const ext = path.extname(p);
      return { root: isAbsolute(slashes(p)) ? '/' : '', dir: path.dirname(p), base, ext, name: ext ? base.slice(0, -ext.length) : base };
    }
  };
  path.posix = path;
  path.default = path;

  // ---- fs: reading, within the project folder ----
  const plainPath = p => {
    const text = typeof p === 'object' && p && typeof p.pathname === 'string' ? p.pathname : String(p);
    return path.resolve(text.startsWith('file://') ? text.slice(7) : text);
  };
  const ask = (what, p) => {
    const answer = JSON.parse(host(what, plainPath(p)));
    if (answer.error) {
      const error = new Error(`${answer.error}, '${p}'`);
      error.code = answer.code;
      throw error;
    }
    return answer.value;
  };
  const fs = {
    readFileSync: (p, options) => {
      const encoding = typeof options === 'string' ? options : options && options.encoding;
      const text = ask('read', p);
      if (encoding && /^utf-?8$/i.test(encoding)) return text;
      return encoding ? Buffer.from(text).toString(encoding) : Buffer.from(text);
    },
    existsSync: p => ask('kind', p) !== 'none',
    readdirSync: (p, options) => ask('list', p).map(entry => options && options.withFileTypes
      ? { name: entry.name, isFile: () => !entry.folder, isDirectory: () => entry.folder, isSymbolicLink: () => false }
      : entry.name),
    statSync: (p, options) => {
      const kind = ask('kind', p);
      if (kind === 'none') {
        if (options && options.throwIfNoEntry === false) return undefined;
        throw Object.assign(new Error(`ENOENT: no such file or directory, stat '${p}'`), { code: 'ENOENT' });
      }
      return { isFile: () => kind === 'file', isDirectory: () => kind === 'folder' };
    }
  };
  fs.lstatSync = fs.statSync;
  fs.realpathSync = plainPath;
  fs.accessSync = p => { fs.statSync(p); };
  fs.constants = { F_OK: 0, X_OK: 1, W_OK: 2, R_OK: 4 };
  fs.promises = { constants: fs.constants };
  for (const name of ['readFile', 'readdir', 'stat', 'lstat', 'access']) {
    const now = fs[name + 'Sync'];
    fs.promises[name] = (...args) => new Promise(give => give(now(...args)));
    fs[name] = (...args) => {
      const done = args.pop();
      fs.promises[name](...args).then(value => soon(done, null, value), error => soon(done, error));
    };
  }

  const os = {
    EOL: '\n',
    platform: () => settings.platform,
    arch: () => settings.arch,
    tmpdir: () => '/tmp',
    homedir: () => settings.env.HOME || settings.env.USERPROFILE || '/',
    hostname: () => 'localhost',
    cpus: () => [],
    type: () => settings.platform
  };
  const url = {
    fileURLToPath: u => plainPath(typeof u === 'string' ? u : u.pathname),
    pathToFileURL: p => ({ href: 'file://' + plainPath(p), pathname: plainPath(p), toString() { return this.href; } })
  };
  const util = {
    inspect: show,
    promisify: f => (...args) => new Promise((yes, no) => f(...args, (e, v) => e ? no(e) : yes(v))),
    inherits: (child, parent) => { Object.setPrototypeOf(child.prototype, parent.prototype); }
  };
  const hashing = (algorithm, key) => {
    const parts = [];
    const hash = {
      update: (part, encoding) => { parts.push(Buffer.from(part, encoding)); return hash; },
      digest: encoding => {
        const answer = JSON.parse(host('digest', JSON.stringify({
          algorithm,
          bytes: Buffer.concat(parts).toString('base64'),
          key: key === undefined ? null : Buffer.from(key).toString('base64')
        })));
        if (answer.error) throw new NotThere(answer.error);
        const bytes = Buffer.from(answer.value, 'base64');
        return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
      }
    };
    return hash;
  };
  const crypto = {
    createHash: algorithm => hashing(algorithm),
    createHmac: (algorithm, key) => hashing(algorithm, key),
    hash: (algorithm, data, encoding = 'hex') => hashing(algorithm).update(data).digest(encoding)
  };

  const modules = { path, fs, 'fs/promises': fs.promises, os, url, util, crypto, process, 'path/posix': path };
  const advice = {
    child_process: '\nWhat Git knows is `$GitInfo()`; what other programs say comes as an argument (`cliArgs`), in `process.env` or from a directive in Python or Java.'
  };
  const missing = name => {
    const what = wanted => `the module ${name} of Node.js is not there for a config${wanted}${advice[name] ?? ''}`;
    // Of calls the engine knows the line, of what is asked for only the function.
    const refusing = (wanted, get) => {
      const refuse = () => { throw new NotThere(what(wanted)); };
      return new Proxy(function () {}, { get, apply: refuse, construct: refuse, getPrototypeOf: refuse });
    };
    const isAsked = key => typeof key !== 'symbol' && key !== '__esModule' && key !== 'then' && key !== 'prototype';
    const proxy = refusing('', (_, key) => {
      if (!isAsked(key)) return undefined;
      if (key === 'default') return proxy;
      const wanted = ` (wanted: ${key})`;
      return refusing(wanted, (member, inner) => {
        if (isAsked(inner)) throw new NotThere(what(wanted));
        return member[inner];
      });
    });
    return proxy;
  };
  globalThis.require = Object.assign(name => {
    const plain = String(name).replace(/^node:/, '');
    return modules[plain] ?? missing(plain);
  }, { resolve: name => { throw new NotThere(`require.resolve('${name}') is not there for a config`); } });
  globalThis.module = undefined;

  // ---- Intl: long, and read only when something of it is asked for ----
  const readIntl = () => {
    globalThis.__node = { refuse, computed };
    (0, eval)(host('intl'));
    delete globalThis.__node;
  };
  Object.defineProperty(globalThis, 'Intl', { configurable: true, get: () => { readIntl(); return globalThis.Intl; } });
  const localized = [[Number, 'toLocaleString'], [BigInt, 'toLocaleString'], [Date, 'toLocaleString'], [Date, 'toLocaleDateString'], [Date, 'toLocaleTimeString']];
  for (const [type, name] of localized) {
    Object.defineProperty(type.prototype, name, {
      value: function (...args) { readIntl(); return this[name](...args); }, writable: true, configurable: true
    });
  }

  globalThis.__node = { modules, absent, show };
})();
