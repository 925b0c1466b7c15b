import { strict } from 'node:assert';
import { defineConfig, SqsQueue } from 'stacktape';

// Node.js gives the same where it runs in the zone UTC and English.
const texts: [string, string][] = [
  [(1234567.891).toLocaleString(), '1,234,567.891'],
  [(1234567.891).toLocaleString('de-DE'), '1.234.567,891'],
  [(1234.5).toLocaleString('en-US', { minimumFractionDigits: 2 }), '1,234.50'],
  [(1.005).toLocaleString('en-US', { maximumFractionDigits: 2 }), '1.01'],
  [(1e21).toLocaleString(), '1,000,000,000,000,000,000,000'],
  [(-0).toLocaleString() + NaN.toLocaleString() + (-Infinity).toLocaleString(), '-0NaN-∞'],
  [(123456789012345678901n).toLocaleString('en-US'), '123,456,789,012,345,678,901'],
  [(7).toLocaleString('en-US', { minimumIntegerDigits: 2, useGrouping: false }), '07'],
  [new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(-1234.5), '-$1,234.50'],
  [new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }).format(19.5), '$20'],
  [new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5), '1.234,50 €'],
  [new Intl.NumberFormat('en-US', { style: 'currency', currency: 'JPY' }).format(1234.5), '¥1,235'],
  [Intl.NumberFormat('en-US', { style: 'percent' }).format(0.256), '26%'],
  [[1234.5, 2].map(new Intl.NumberFormat('en-GB').format).join(' '), '1,234.5 2'],
  [new Date(0).toLocaleString(), '1/1/1970, 12:00:00 AM'],
  [new Date(86_399_000).toLocaleTimeString(), '11:59:59 PM'],
  [new Date(0).toLocaleDateString('en-CA'), '1970-01-01'],
  [new Date(0).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }), '1970-01-01 01:00:00'],
  [new Date('2026-07-04T22:30:00Z').toLocaleString('de-DE', { timeZone: 'Europe/Berlin' }), '5.7.2026, 00:30:00'],
  [new Date('2026-07-04T22:30:00Z').toLocaleString('en-GB', { timeZone: 'America/New_York' }), '04/07/2026, 18:30:00'],
  [new Date(0).toLocaleDateString('fr-FR'), '01/01/1970'],
  [new Date(0).toLocaleDateString('en-US', { month: 'long', day: 'numeric', year: 'numeric' }), 'January 1, 1970'],
  [new Date(0).toLocaleDateString('en-US', { year: 'numeric', month: '2-digit', day: '2-digit' }), '01/01/1970'],
  [new Intl.DateTimeFormat('en-US', { dateStyle: 'full' }).format(new Date(0)), 'Thursday, January 1, 1970'],
  [new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'short' }).format(0), '1/1/70, 12:00 AM'],
  [new Date(0).toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' }), '12:00 AM'],
  [Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC'],
  [new Date(NaN).toLocaleString(), 'Invalid Date']
];
for (const [actual, expected] of texts) strict.equal(actual.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' '), expected);

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: texts.length }) } }));
