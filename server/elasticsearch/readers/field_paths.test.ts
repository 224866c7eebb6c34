import { readNumber, readObject, toFieldPath, readText, readValue } from './field_paths';

describe('fields of _source', () => {
  it('reads nested objects, dotted keys, and a mix', () => {
    expect(readValue({ log: { file: { path: 'a' } } }, toFieldPath('log.file.path'))).toBe('a');
    expect(readValue({ 'log.file.path': 'a' }, toFieldPath('log.file.path'))).toBe('a');
    expect(
      readValue({ log: { offset: 1 }, 'log.file.path': 'a' }, toFieldPath('log.file.path'))
    ).toBe('a');
  });

  it('takes the first of several texts, and no empty one', () => {
    expect(readText({ a: ['x', 'y'] }, toFieldPath('a'))).toBe('x');
    expect(readText({ a: '' }, toFieldPath('a'))).toBeUndefined();
    expect(readText({ a: { b: 1 } }, toFieldPath('a'))).toBeUndefined();
  });

  it('reads numbers also from text', () => {
    expect(readNumber({ a: '12' }, toFieldPath('a'))).toBe(12);
    expect(readNumber({ a: 'x' }, toFieldPath('a'))).toBeUndefined();
    expect(readNumber({ a: '' }, toFieldPath('a'))).toBeUndefined();
  });

  it('does not stumble over texts where objects are expected', () => {
    expect(readValue({ log: 'a line' }, toFieldPath('log.offset'))).toBeUndefined();
    expect(readObject({ a: [1] }, toFieldPath('a'))).toBeUndefined();
  });
});
