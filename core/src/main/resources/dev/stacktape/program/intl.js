// Numbers and times in the ways of countries. The engine has none of it, and would write them
// without a word in one way for all. What is there gives what Node.js gives; the rest says that it
// is not there. Where no country is named it is en-US, and where no zone is named UTC, on every machine.
(() => {
  'use strict';
  const { refuse, computed } = globalThis.__node;

  const ISO = 'Put it together from `toISOString()`, or write it out.';
  const OUT = 'Write the number out: `toFixed(2)`.';
  const known = (options, allowed, where, hint) => {
    for (const [name, value] of Object.entries(options)) {
      if (value === undefined) continue;
      const values = allowed[name];
      if (values === undefined || (Array.isArray(values) && !values.includes(value))) refuse(`\`${name}: ${JSON.stringify(value)}\` of \`${where}\``, hint);
    }
  };
  const localeOf = locales => String((Array.isArray(locales) ? locales[0] : locales) ?? 'en-US');

  // ---- numbers ----
  const DIGITS = null; // any value
  const NUMBER_OPTIONS = {
    style: ['decimal', 'percent', 'currency'], currency: DIGITS, currencyDisplay: ['symbol'], useGrouping: [true, false, 'auto', 'always'],
    minimumFractionDigits: DIGITS, maximumFractionDigits: DIGITS, minimumIntegerDigits: DIGITS, notation: ['standard'], signDisplay: ['auto']
  };
  class NumberFormat {
    #locale;
    #options;
    constructor(locales, options = {}) {
      known(options, NUMBER_OPTIONS, 'Intl.NumberFormat', OUT);
      this.#locale = localeOf(locales);
      this.#options = { ...options };
      for (const name of ['minimumFractionDigits', 'maximumFractionDigits', 'minimumIntegerDigits']) {
        const digits = this.#options[name];
        if (digits !== undefined && !(Number.isInteger(digits) && digits >= 0 && digits <= 100)) throw new RangeError(`${name} value is out of range.`);
      }
      if (options.style === 'currency' && options.currency === undefined) throw new TypeError('Currency code is required with currency style.');
      if (options.minimumFractionDigits > options.maximumFractionDigits) throw new RangeError('maximumFractionDigits value is out of range.');
      this.format = number => this.#text(number);
    }
    #text(value) {
      const number = typeof value === 'bigint' ? value : Number(value);
      if (Number.isNaN(number)) return 'NaN';
      if (number === Infinity || number === -Infinity) return number > 0 ? '∞' : '-∞';
      const minus = Object.is(number, -0) ? '-' : '';
      return minus + computed('number', { ...this.#options, number: String(number), locale: this.#locale }, OUT);
    }
    resolvedOptions() {
      return { locale: this.#locale, numberingSystem: 'latn', style: 'decimal', useGrouping: 'auto', ...this.#options };
    }
  }

  // ---- times ----
  const two = number => String(number).padStart(2, '0');
  /** How all of a date is written in digits, and a time of a day of 24 hours or twice 12. */
  const WAYS = {
    'en-US': { date: t => `${t.month}/${t.day}/${t.year}`, twelve: ['AM', 'PM'], between: ', ' },
    'en-GB': { date: t => `${two(t.day)}/${two(t.month)}/${t.year}`, between: ', ' },
    'en-CA': { date: t => `${t.year}-${two(t.month)}-${two(t.day)}`, twelve: ['a.m.', 'p.m.'], between: ', ' },
    'sv-SE': { date: t => `${t.year}-${two(t.month)}-${two(t.day)}`, between: ' ' },
    'de-DE': { date: t => `${t.day}.${t.month}.${t.year}`, between: ', ' },
    'fr-FR': { date: t => `${two(t.day)}/${two(t.month)}/${t.year}`, between: ' ' }
  };
  const ALIASES = { en: 'en-US', sv: 'sv-SE', de: 'de-DE', fr: 'fr-FR' };
  const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const DATE_PARTS = ['weekday', 'year', 'month', 'day'];
  const TIME_PARTS = ['hour', 'minute', 'second'];
  const DATE_OPTIONS = {
    timeZone: null, hour12: [true, false], hourCycle: ['h23', 'h12'],
    weekday: ['long', 'short'], year: ['numeric', '2-digit'], month: ['numeric', '2-digit', 'long', 'short'], day: ['numeric', '2-digit'],
    hour: ['numeric', '2-digit'], minute: ['numeric', '2-digit'], second: ['numeric', '2-digit'],
    dateStyle: ['short', 'medium', 'long', 'full'], timeStyle: ['short', 'medium']
  };
  const STYLES = {
    short: { year: '2-digit', month: 'numeric', day: 'numeric' },
    medium: { year: 'numeric', month: 'short', day: 'numeric' },
    long: { year: 'numeric', month: 'long', day: 'numeric' },
    full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }
  };
  const TIMES = { short: { hour: 'numeric', minute: '2-digit' }, medium: { hour: 'numeric', minute: '2-digit', second: '2-digit' } };

  class DateTimeFormat {
    #locale;
    #way;
    #zone;
    #parts;
    #twelve;
    constructor(locales, options = {}, whole = { year: 'numeric', month: 'numeric', day: 'numeric' }) {
      known(options, DATE_OPTIONS, 'Intl.DateTimeFormat', ISO);
      const wanted = localeOf(locales);
      this.#locale = ALIASES[wanted] ?? wanted;
      this.#way = WAYS[this.#locale] ?? refuse(`the locale ${wanted} for dates`, `There are ${Object.keys(WAYS).join(', ')}. ${ISO}`);
      this.#zone = options.timeZone ?? 'UTC';
      computed('offset', { zone: this.#zone, at: 0 }, ISO);
      this.#twelve = this.#way.twelve && options.hour12 !== false && options.hourCycle !== 'h23' ? this.#way.twelve : null;
      if (!this.#twelve && (options.hour12 || options.hourCycle === 'h12')) refuse(`a clock of 12 hours for ${this.#locale}`, ISO);
      this.#parts = {};
      for (const part of [...DATE_PARTS, ...TIME_PARTS]) if (options[part] !== undefined) this.#parts[part] = options[part];
      Object.assign(this.#parts, STYLES[options.dateStyle], TIMES[options.timeStyle]);
      if (Object.keys(this.#parts).length === 0) this.#parts = whole;
      this.#check();
      this.format = date => this.#text(date);
    }
    /** Only those combinations are there of which it is certain how they are written. */
    #check() {
      const has = part => this.#parts[part] !== undefined;
      const inWords = has('weekday') || /^[ls]/.test(this.#parts.month ?? '');
      const plain = !DATE_PARTS.some(has) || (has('year') && has('month') && has('day'));
      const time = TIME_PARTS.filter(has).length;
      const american = this.#locale === 'en-US';
      const padded = this.#parts.month === '2-digit' || this.#parts.day === '2-digit' || this.#parts.year === '2-digit' || this.#parts.hour === '2-digit';
      const all = american || !padded || this.#parts.year !== '2-digit';
      if (!plain || !all || (time > 0 && (!has('hour') || !has('minute'))) || (inWords && (!american || time > 0 || this.#parts.month.endsWith('t') !== (this.#parts.month === 'short')))) {
        refuse(`this choice of parts of a date for ${this.#locale}`, ISO);
      }
    }
    #text(date) {
      const at = date === undefined ? Date.now() : Number(date);
      if (Number.isNaN(at)) throw new RangeError('Invalid time value');
      const local = new Date(at + computed('offset', { zone: this.#zone, at }, ISO) * 1000);
      const texts = [];
      if (this.#parts.year) texts.push(this.#date(local));
      if (this.#parts.hour) texts.push(this.#time(local));
      return texts.join(this.#way.between);
    }
    #date(local) {
      const { weekday, year, month, day } = this.#parts;
      const shown = (number, width) => width === '2-digit' ? two(number % 100) : number;
      const fields = { year: shown(local.getUTCFullYear(), year), month: shown(local.getUTCMonth() + 1, month), day: shown(local.getUTCDate(), day) };
      if (!weekday && (month === 'numeric' || month === '2-digit')) return this.#way.date(fields);
      const name = MONTHS[local.getUTCMonth()];
      const dayName = DAYS[local.getUTCDay()];
      const prefix = weekday ? `${weekday === 'short' ? dayName.slice(0, 3) : dayName}, ` : '';
      return month === 'numeric' || month === '2-digit' ? prefix + this.#way.date(fields)
        : `${prefix}${month === 'short' ? name.slice(0, 3) : name} ${fields.day}, ${fields.year}`;
    }
    #time(local) {
      const hours = local.getUTCHours();
      const hour = this.#twelve ? hours % 12 || 12 : two(hours);
      const shown = this.#parts.hour === '2-digit' ? two(hour) : hour;
      const seconds = this.#parts.second ? `:${two(local.getUTCSeconds())}` : '';
      return `${shown}:${two(local.getUTCMinutes())}${seconds}${this.#twelve ? ` ${this.#twelve[hours < 12 ? 0 : 1]}` : ''}`;
    }
    resolvedOptions() {
      return { locale: this.#locale, calendar: 'gregory', numberingSystem: 'latn', timeZone: this.#zone, ...this.#parts };
    }
  }

  const Intl = { NumberFormat: callable(NumberFormat), DateTimeFormat: callable(DateTimeFormat) };
  Object.defineProperty(globalThis, 'Intl', { value: Intl, writable: true, configurable: true });
  for (const name of ['Collator', 'DisplayNames', 'DurationFormat', 'ListFormat', 'Locale', 'PluralRules', 'RelativeTimeFormat', 'Segmenter',
    'getCanonicalLocales', 'supportedValuesOf']) {
    Intl[name] = function () { refuse(`\`Intl.${name}\``, 'Of `Intl` there are `NumberFormat` and `DateTimeFormat`.'); };
  }

  /** Both can be called without `new`. */
  function callable(type) {
    return Object.assign(function (locales, options) { return new type(locales, options); },
      { supportedLocalesOf: locales => [locales ?? []].flat() });
  }

  // ---- what numbers and dates have of it ----
  const define = (type, name, value) => Object.defineProperty(type.prototype, name, { value, writable: true, configurable: true });
  const day = { year: 'numeric', month: 'numeric', day: 'numeric' };
  const time = { hour: 'numeric', minute: '2-digit', second: '2-digit' };
  for (const type of [Number, BigInt]) {
    define(type, 'toLocaleString', function (locales, options) { return new NumberFormat(locales, options).format(this.valueOf()); });
  }
  const dated = whole => function (locales, options) {
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : new DateTimeFormat(locales, options, whole).format(this);
  };
  define(Date, 'toLocaleString', dated({ ...day, ...time }));
  define(Date, 'toLocaleDateString', dated(day));
  define(Date, 'toLocaleTimeString', dated(time));
})();
