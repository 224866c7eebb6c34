import { numberOf, objectOf, path, textOf, valueOf } from './fields';

describe('fields of _source', () => {
  it('reads nested objects, dotted keys, and a mix', () => {
    expect(valueOf({ log: { file: { path: 'a' } } }, path('log.file.path'))).toBe('a');
    expect(valueOf({ 'log.file.path': 'a' }, path('log.file.path'))).toBe('a');
    expect(valueOf({ log: { offset: 1 }, 'log.file.path': 'a' }, path('log.file.path'))).toBe('a');
  });

  it('takes the first of several texts, and no empty one', () => {
    expect(textOf({ a: ['x', 'y'] }, path('a'))).toBe('x');
    expect(textOf({ a: '' }, path('a'))).toBeUndefined();
    expect(textOf({ a: { b: 1 } }, path('a'))).toBeUndefined();
  });

  it('reads numbers also from text', () => {
    expect(numberOf({ a: '12' }, path('a'))).toBe(12);
    expect(numberOf({ a: 'x' }, path('a'))).toBeUndefined();
    expect(numberOf({ a: '' }, path('a'))).toBeUndefined();
  });

  it('does not stumble over texts where objects are expected', () => {
    expect(valueOf({ log: 'a line' }, path('log.offset'))).toBeUndefined();
    expect(objectOf({ a: [1] }, path('a'))).toBeUndefined();
  });
});
