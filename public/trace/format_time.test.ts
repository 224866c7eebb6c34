import 'moment-timezone';
import type { CoreStart } from '../kibana_types';
import { createTimeFormat, replaceFraction } from './format_time';

const createUiSettings = (values: Record<string, string>): CoreStart['uiSettings'] => ({
  get: <T>(key: string, defaultValue?: T) => (values[key] ?? defaultValue) as T,
});
const MICROS = Date.UTC(2026, 10, 23, 6, 25, 12) * 1000 + 425_796;

describe('withMicroseconds', () => {
  it.each([
    ['HH:mm:ss.SSS', '123456', 'HH:mm:ss.[123456]'],
    ['HH:mm:ss', '123456', 'HH:mm:ss[.123456]'],
    ['YYYY-MM-DD', '123456', 'YYYY-MM-DD HH:mm:ss[.123456]'],
    ['[SSS] HH:mm:ss.SSS z', '123456', '[SSS] HH:mm:ss.[123456] z'],
    ['HH:mm:ss.SSS', '', 'HH:mm:ss'],
    ['HH:mm:ss [unclosed', '1', 'HH:mm:ss[.1] [unclosed'],
  ])('%s', (format, fraction, result) => expect(replaceFraction(format, fraction)).toBe(result));
});

describe('createTimeFormat', () => {
  it('follows Kibana’s zone and format, to the microsecond', () => {
    expect(createTimeFormat(createUiSettings({ 'dateFormat:tz': 'UTC' })).formatFull(MICROS)).toBe(
      'Nov 23, 2026 @ 06:25:12.425796'
    );
    const tokyo = createTimeFormat(
      createUiSettings({ 'dateFormat:tz': 'Asia/Tokyo', dateFormat: 'DD.MM.YYYY HH:mm:ss' })
    );
    expect(tokyo.formatFull(MICROS)).toBe('23.11.2026 15:25:12.425796');
    expect(tokyo.zoneName).toBe('Asia/Tokyo');
    expect(tokyo.formatTimeOfDay(MICROS)).toBe('15:25:12.425796');
  });
  it('shows no digits that the source did not write', () => {
    expect(
      createTimeFormat(createUiSettings({ 'dateFormat:tz': 'UTC' })).formatFull(MICROS - 425_796, 0)
    ).toBe('Nov 23, 2026 @ 06:25:12');
  });
  it('survives an unknown zone and an unreadable time', () => {
    const format = createTimeFormat(createUiSettings({ 'dateFormat:tz': 'Mars/Olympus' }));
    expect(format.formatFull(NaN)).toBe('–');
    expect(format.zoneName).not.toBe('Mars/Olympus');
  });
});
