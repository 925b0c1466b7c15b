// What the module `stacktape` is made of, and how what a program exports becomes a config. Runs in
// the globals of a program before it; nothing here is part of the user's bundle.
(() => {
  'use strict';

  /** An error that the host reports under a code of its own; `hint` goes behind a line break. */
  const problem = (code, message, hint, more) => {
    const error = new Error(hint ? `${message}\n${hint}` : message);
    error.name = code;
    return Object.assign(error, more);
  };
  const here = () => new Error('here').stack;

  // ---- directives ----
  const LOADED = ['File', 'FileRaw', 'CliArgs', 'Stage', 'Region', 'Profile', 'AwsAccountId', 'Format', 'Var', 'This', 'GitInfo'];
  const DEPLOYED = ['ResourceParam', 'CfResourceParam', 'Secret', 'SsmParam', 'CfFormat', 'CfStackOutput', 'StackOutput'];
  const WITH_PATH = new Set(['File', 'Var', 'This']);
  const deployed = new Set(DEPLOYED);
  const known = new Set([...LOADED, ...DEPLOYED]);

  /** Names of the directives that the config defines itself. */
  const own = new Set();

  const quoted = text => {
    if (!text.includes("'") && !text.endsWith('\\')) return `'${text}'`;
    if (!text.includes('"') && !text.endsWith('\\')) return `"${text}"`;
    return null;
  };

  /** A text as arguments that follow each other; more than one where quotes of both kinds are in it. */
  const pieces = text => {
    const whole = quoted(text);
    if (whole !== null) return [whole];
    const parts = text.split(/(')/).filter(part => part !== '');
    return parts.map(part => {
      const one = quoted(part);
      if (one === null) throw problem('PROGRAM_RESULT', `A text that ends with a backslash before a directive cannot be written as a directive: ${text}`);
      return one;
    });
  };

  const argument = value => {
    if (value instanceof Resource) return quoted(nameOf(value));
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (!isText(value)) {
      throw problem('PROGRAM_RESULT', `An argument of a directive is a text, a number or a boolean, not ${kindOf(value)}.`);
    }
    const text = embedded(String(value));
    if (isWhole(text)) return text;
    const parts = pieces(text);
    return parts.length === 1 ? parts[0] : `$Format('${'{}'.repeat(parts.length)}', ${parts.join(', ')})`;
  };

  const directive = name => (...args) => {
    const text = `$${name}(${args.map(argument).join(', ')})`;
    return WITH_PATH.has(name) || own.has(name) ? withPath(text) : text;
  };

  /** A directive of whose value a part can be asked for: `$Var().name` gives the text `$Var().name`. */
  const withPath = text => new Proxy(Object.create(String.prototype), {
    get: (_, key) => {
      if (key === 'toJSON') return () => text;
      if (typeof key === 'string' && /^\w+$/.test(key) && !(key in String.prototype)) return withPath(`${text}.${key}`);
      return typeof text[key] === 'function' ? text[key].bind(text) : text[key];
    },
    ownKeys: () => {
      throw problem('PROGRAM_RESULT', `What is in \`${text}\` is not known while the program runs.`,
        'Let it stand for a whole value, or import the file that has it.');
    }
  });
  const isText = value => typeof value === 'string' || value instanceof String;

  const START = /\$([A-Za-z_$][\w$]*)\(/g;

  /** Where the directive that starts at `open` ends, path included; -1 when it never does. */
  const endOf = (text, name, open) => {
    let depth = 0;
    let quote = null;
    for (let i = open; i < text.length; i++) {
      const c = text[i];
      if (quote !== null) {
        if (c === quote && text[i - 1] !== '\\') quote = null;
      } else if (c === "'" || c === '"') quote = c;
      else if (c === '(') depth++;
      else if (c === ')' && --depth === 0) {
        const path = WITH_PATH.has(name) || own.has(name) ? /^(?:\.\w+)+/.exec(text.slice(i + 1)) : null;
        return i + 1 + (path ? path[0].length : 0);
      }
    }
    return -1;
  };

  const calls = text => {
    const found = [];
    let from = 0;
    for (;;) {
      START.lastIndex = from;
      const start = START.exec(text);
      if (start === null) return found;
      const end = endOf(text, start[1], start.index + start[0].length - 1);
      if (end < 0 || !(known.has(start[1]) || own.has(start[1]))) from = start.index + start[0].length;
      else {
        found.push({ from: start.index, to: end, name: start[1] });
        from = end;
      }
    }
  };

  const isWhole = text => {
    const first = text.startsWith('$') ? calls(text)[0] : undefined;
    return first !== undefined && first.from === 0 && first.to === text.length;
  };

  /** The same text, with directives inside of it turned into one directive that formats it. */
  const embedded = text => {
    if (!text.includes('$')) return text;
    const found = calls(text);
    if (found.length === 0 || (found.length === 1 && found[0].from === 0 && found[0].to === text.length)) return text;
    const later = found.some(call => deployed.has(call.name) || containsLater(text.slice(call.from, call.to)));
    const literals = [];
    let from = 0;
    for (const call of found) {
      literals.push(text.slice(from, call.from));
      from = call.to;
    }
    literals.push(text.slice(from));
    const values = found.map(call => text.slice(call.from, call.to));
    const template = quoted(literals.join('{}'));
    const format = later ? '$CfFormat' : '$Format';
    if (template !== null && !literals.some(literal => literal.includes('{}'))) return `${format}(${template}, ${values.join(', ')})`;
    const args = [];
    literals.forEach((literal, i) => {
      if (literal !== '') args.push(...pieces(literal));
      if (i < values.length) args.push(values[i]);
    });
    return `${format}('${'{}'.repeat(args.length)}', ${args.join(', ')})`;
  };
  const containsLater = call => {
    const open = call.indexOf('(');
    return calls(call.slice(open + 1)).some(inner => deployed.has(inner.name));
  };

  // ---- resources and what is in them ----
  const all = [];
  const STATE = Symbol('stacktape');
  const state = instance => instance[STATE];
  const TOKEN = /__stacktape_resource_(\d+)__/g;

  class Resource {
    constructor(type, className, params, first, second) {
      const named = typeof first === 'string';
      const properties = (named ? second : first) ?? {};
      if (typeof properties !== 'object' || isText(properties)) {
        throw problem('PROGRAM_RESULT', `new ${className}(...) takes a map of properties.`);
      }
      const { overrides, transforms, ...rest } = properties;
      const token = `__stacktape_resource_${all.length}__`;
      Object.defineProperty(this, STATE, {
        value: { type, className, name: named ? first : undefined, token, properties: rest, overrides, transforms, at: here() }
      });
      all.push(this);
      for (const param of params) {
        Object.defineProperty(this, param, { get: () => `$ResourceParam('${nameOf(this)}', '${param}')` });
      }
    }
    get resourceName() { return nameOf(this); }
    toString() { return nameOf(this); }
  }
  const nameOf = resource => state(resource).name ?? state(resource).token;

  class Typed {
    constructor(type, className, properties) {
      Object.defineProperty(this, STATE, { value: { className, at: here() } });
      this.type = type;
      if (properties !== undefined) this.properties = properties;
    }
  }

  globalThis.__stacktape = {
    resource: (className, type, params) => ({
      [className]: class extends Resource {
        constructor(first, second) { super(type, className, params, first, second); }
      }
    })[className],
    typed: (className, type) => ({
      [className]: class extends Typed {
        constructor(properties) { super(type, className, properties); }
      }
    })[className],
    directive,
    customDirective: name => { own.add(name); return directive(name); },
    defineConfig: config => config
  };

  // ---- from values to JSON ----
  const withArticle = noun => `${/^[AEIOaeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  const kindOf = value => value === null || value === undefined ? String(value) : Array.isArray(value) ? 'a list'
    : withArticle(typeof value === 'object' ? (value.constructor?.name || 'object').replace(/^Object$/, 'object') : typeof value);

  const adviceOn = value => {
    if (typeof value === 'function') return 'Functions stand in `transforms` and `finalTransform` only. Is it meant to be called?';
    if (typeof value === 'bigint') return 'Write it as a number, or as a text: `String(value)`.';
    if (typeof value === 'symbol') return 'Write a text.';
    if (value instanceof Map) return 'Write an object: `Object.fromEntries(map)`.';
    if (value instanceof Set || ArrayBuffer.isView(value)) return 'Write a list: `[...values]`.';
    if (value instanceof RegExp || value instanceof Error) return 'Write a text: `String(value)`.';
    return 'A config is made of texts, numbers, booleans, lists and plain objects.';
  };

  /** Whether an object says what it holds in its own properties; a `Map`, for one, does not. */
  const isOpen = value => {
    if (Array.isArray(value) || value instanceof Typed) return true;
    if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) return false;
    const made = Object.getPrototypeOf(value);
    return made === null || made === Object.prototype || Object.keys(value).length > 0;
  };

  /** Whether it is an object that gives resources their names. */
  const isNamed = value => value !== null && typeof value === 'object' && Object.values(value).some(inner => inner instanceof Resource);

  const MOST_FAILURES = 100;

  class Result {
    constructor() {
      this.places = [];
      this.transforms = [];
      this.finalTransform = null;
      this.open = new Set();
      this.failures = [];
    }

    /** Notes what is wrong at a path, and goes on: all of it is told in one go. */
    fail(message, path, hint) {
      if (this.failures.length < MOST_FAILURES) this.failures.push({ path: path.map(String), message, hint: hint ?? null });
      return null;
    }

    /** The value; where that is not the whole config, there is no telling where something is wrong in it. */
    whole(value, path) {
      const plain = this.plain(value, path);
      if (this.failures.length === 0) return plain;
      const [{ message, hint }] = this.failures;
      throw problem('PROGRAM_RESULT', message, hint);
    }

    plain(value, path) {
      if (value === null || typeof value === 'boolean') return value;
      if (typeof value === 'string') return this.text(value, path);
      if (typeof value === 'number') {
        return Number.isFinite(value) ? value : this.fail(`\`${path.join('.')}\` is ${value}, which is no number of a config.`, path,
          'Is it computed of something that is not there?');
      }
      if (typeof value !== 'object') return this.refuse(value, path);
      if (value instanceof Resource) return this.reference(value, path);
      if (this.open.has(value)) {
        return this.fail(`\`${path.join('.')}\` contains itself.`, path, 'A config is written out as a tree: leave out what leads back.');
      }
      if (typeof value.then === 'function') {
        return this.fail(`\`${path.join('.')}\` is a promise.`, path, 'A config is made of values; nothing waits for a promise.');
      }
      if (value instanceof Date && Number.isNaN(value.getTime())) return this.fail(`\`${path.join('.')}\` is a date that does not exist.`, path);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) return this.plain(value.valueOf(), path);
      this.open.add(value);
      try {
        if (value instanceof Typed) this.places.push([path, state(value).at, state(value).className]);
        if (typeof value.toJSON === 'function') return this.plain(value.toJSON(String(path[path.length - 1])), path);
        if (!isOpen(value)) return this.refuse(value, path);
        return Array.isArray(value)
          ? Array.from(value, (item, i) => item === undefined ? null : this.plain(item, [...path, i]))
          : this.map(value, path);
      } finally {
        this.open.delete(value);
      }
    }

    refuse(value, path) {
      return this.fail(`\`${path.join('.')}\` is ${kindOf(value)}, which is no value of a config.`, path, adviceOn(value));
    }

    map(value, path) {
      const map = {};
      for (const [key, inner] of Object.entries(value)) {
        if (inner === undefined) continue;
        const innerPath = [...path, key];
        if (isEnvironment(key, inner, path)) {
          map[key] = Object.entries(inner).filter(([, v]) => v !== undefined)
            .map(([name, v]) => ({ name, value: this.plain(v, [...innerPath, name]) }));
        } else {
          map[key] = this.plain(inner, innerPath);
        }
      }
      return map;
    }

    text(value, path) {
      const named = value.replace(TOKEN, (_, number) => this.reference(all[Number(number)], path));
      return embedded(named);
    }

    reference(resource, path) {
      const { name, className, at } = state(resource);
      if (name === undefined) {
        throw problem('PROGRAM_RESULT', `This ${className} is used at \`${path.join('.')}\`, but is not among the \`resources\` of the config.`,
          'Add it to `resources`; its key there becomes its name.', { at });
      }
      return name;
    }

    resource(resource, name) {
      const { type, className, properties, overrides, transforms, at } = state(resource);
      const path = ['resources', name];
      this.places.push([path, at, className]);
      const map = { type };
      if (Object.keys(properties).length > 0) map.properties = this.plain(properties, [...path, 'properties']);
      if (overrides !== undefined) map.overrides = this.plain(overrides, [...path, 'overrides']);
      this.addTransforms(name, transforms, path);
      return map;
    }

    addTransforms(name, transforms, path) {
      if (transforms === undefined) return;
      if (transforms === null || typeof transforms !== 'object') {
        this.fail(`\`transforms\` of \`${name}\` is a map of functions.`, [...path, 'properties', 'transforms']);
        return;
      }
      for (const [child, change] of Object.entries(transforms)) {
        if (change === undefined) continue;
        if (typeof change !== 'function') {
          this.fail(`\`transforms.${child}\` of \`${name}\` is ${kindOf(change)}, not a function.`, [...path, 'properties', 'transforms', child],
            'It gets the properties of the CloudFormation resource and gives those that are to be used.');
          continue;
        }
        this.transforms.push({ resource: name, child, change });
      }
    }

    config(root) {
      const { finalTransform, resources, ...rest } = root;
      if (finalTransform !== undefined) {
        if (typeof finalTransform === 'function') this.finalTransform = finalTransform;
        else this.fail('`finalTransform` is not a function.', ['finalTransform'], 'It gets the template and gives the one that is to be used.');
      }
      for (const definition of Array.isArray(rest.directives) ? rest.directives : []) {
        if (typeof definition?.name === 'string') own.add(definition.name);
      }
      const named = resources !== null && typeof resources === 'object' && !isText(resources) && !Array.isArray(resources) && isOpen(resources)
        && typeof resources.then !== 'function';
      if (named) this.name(resources);
      if (Array.isArray(resources)) {
        this.fail('`resources` is a list, but each resource has a name.', ['resources'], 'Write an object; its keys are the names: `{ jobs: new SqsQueue({}) }`.');
        return { resources: {} };
      }
      // A misspelled key is told as such; what is in it is not also missing there.
      if (resources === undefined) Object.values(rest).filter(isNamed).forEach(value => this.name(value));
      const config = {};
      for (const key of Object.keys(root)) {
        if (key === 'finalTransform' || root[key] === undefined) continue;
        config[key] = key === 'resources' && named ? this.resources(resources) : this.plain(root[key], [key]);
      }
      return config;
    }

    name(resources) {
      const keys = new Map();
      for (const [key, value] of Object.entries(resources)) {
        if (!(value instanceof Resource)) continue;
        if (keys.has(value)) {
          throw problem('PROGRAM_RESULT', `This ${state(value).className} stands under two names: \`${keys.get(value)}\` and \`${key}\`.`,
            'Each resource is an object of its own.', { at: state(value).at });
        }
        keys.set(value, key);
        state(value).name = key;
      }
    }

    resources(resources) {
      const map = {};
      for (const [name, value] of Object.entries(resources)) {
        if (value === undefined) continue;
        if (value instanceof Resource) map[name] = this.resource(value, name);
        else if (value !== null && typeof value === 'object' && 'transforms' in value) {
          const { transforms, ...rest } = value;
          map[name] = this.plain(rest, ['resources', name]);
          this.addTransforms(name, transforms, ['resources', name]);
        } else map[name] = this.plain(value, ['resources', name]);
      }
      return map;
    }
  }

  /** `environment: {NAME: value}` of a workload or script is short for a list. */
  const isEnvironment = (key, value, path) =>
    (key === 'environment' || key === 'injectEnvironment') && value !== null && typeof value === 'object' && !Array.isArray(value) && !isText(value)
    && (path[0] === 'resources' || path[0] === 'scripts') && path[2] === 'properties';

  // ---- what the host calls ----
  let result = null;

  globalThis.__config = context => {
    const exported = __program ?? {};
    let config = exported.getConfig ?? exported.default ?? (isConfig(exported) ? exported : undefined);
    if (config && typeof config === 'object' && isConfig(config.default)) config = config.default;
    if (config === undefined) {
      throw problem('PROGRAM_EXPORT', 'The config exports neither a default nor a function `getConfig`.',
        'Write `export default defineConfig(({ stage }) => ({ resources: { ... } }))`.');
    }
    if (typeof config !== 'function' && (typeof config !== 'object' || config === null || exported.getConfig !== undefined)) {
      throw problem('PROGRAM_EXPORT', `What the config exports is ${config === null ? 'null' : typeof config === 'object' ? 'an object' : `a ${typeof config}`}, not a function.`,
        'Write `export default defineConfig(({ stage }) => ({ resources: { ... } }))`.');
    }
    const root = typeof config === 'function' ? config(context) : config;
    if (root && typeof root.then === 'function') {
      throw problem('PROGRAM_RESULT', 'The config function gives a promise.', 'It is called without waiting: leave out `async` and `await`.');
    }
    if (root === null || typeof root !== 'object' || Array.isArray(root)) {
      throw problem('PROGRAM_RESULT', `The config function gives ${root === null ? 'null' : root === undefined ? 'nothing' : Array.isArray(root) ? 'a list' : `a ${typeof root}`} instead of an object.`,
        'It gives an object with `resources`. Is a `return` missing, or are there parentheses missing around the braces?');
    }
    result = new Result();
    const value = result.config(root);
    return {
      value,
      failures: result.failures,
      places: result.places,
      transforms: result.transforms.map(({ resource, child }) => ({ resource, child })),
      finalTransform: result.finalTransform !== null
    };
  };
  const isConfig = value => value !== null && (typeof value === 'object' || typeof value === 'function')
    && (typeof value === 'function' || 'resources' in value);

  const changed = (value, what) => {
    if (value && typeof value.then === 'function') {
      throw problem('PROGRAM_RESULT', `${what} gives a promise.`, 'It is called without waiting: leave out `async` and `await`.');
    }
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw problem('PROGRAM_RESULT', `${what} gives ${value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`} instead of an object.`,
        'It gives what it was given, changed. Is a `return` missing?');
    }
    return value;
  };

  /** Applies the transforms to a template; `ids` has the logical id for each of them. */
  globalThis.__transform = (templates, ids) => {
    result.transforms.forEach(({ resource, child, change }, i) => {
      const target = ids[i] === null ? undefined : templates.map(one => one.Resources[ids[i]]).find(one => one !== undefined);
      if (target === undefined) return;
      target.Properties = changed(change(target.Properties ?? {}), `\`transforms.${child}\` of \`${resource}\``);
    });
    const [template, ...others] = templates;
    const whole = result.finalTransform === null ? template : changed(result.finalTransform(template), '`finalTransform`');
    const after = new Result();
    return [whole, ...others].map(one => after.whole(one, ['template']));
  };

  /** What a function or value that a program exports gives, for directives. */
  globalThis.__export = (name, args, file) => {
    const exported = __program ?? {};
    const found = name in Object(exported) ? exported[name] : exported.default?.[name];
    const value = found === undefined && name === 'default' && typeof exported === 'function' ? exported : found;
    if (value === undefined) {
      const names = Object.keys(exported).filter(key => key !== '__esModule');
      throw problem('PROGRAM_EXPORT', `\`${file}\` exports no \`${name}\`.`, names.length ? `It exports ${names.map(n => `\`${n}\``).join(', ')}.` : 'It exports nothing.');
    }
    if (args !== null && typeof value !== 'function') {
      throw problem('PROGRAM_EXPORT', `\`${name}\` of \`${file}\` is ${value === null ? 'null' : `a ${typeof value}`}, not a function.`, 'A directive is a function.');
    }
    const given = typeof value === 'function' ? value(...(args ?? [])) : value;
    return Promise.resolve(given).then(settled =>
      settled === undefined || settled === null ? null : { value: new Result().whole(settled, [name]) });
  };

  /** All that a program exports, for `$File`: its default, or else a map of its exports. */
  globalThis.__exports = (context, file) => {
    const exported = __program ?? {};
    const names = Object.keys(exported).filter(key => key !== '__esModule' && key !== 'default');
    const chosen = exported.default !== undefined ? exported.default : names.length ? Object.fromEntries(names.map(n => [n, exported[n]])) : undefined;
    if (chosen === undefined) throw problem('PROGRAM_EXPORT', `\`${file}\` exports nothing.`, 'Write `export default { ... }`.');
    const given = typeof chosen === 'function' ? chosen(context) : chosen;
    return Promise.resolve(given).then(settled =>
      settled === undefined || settled === null ? null : { value: new Result().whole(settled, ['default']) });
  };
})();
