import { readerOf } from './reader';

describe('readerOf', () => {
  it('tells sessions, credentials and what a proxy adds apart', () => {
    const readers = [{}, { cookie: 'sid=1' }, { cookie: 'sid=2' }, { authorization: 'Basic x' }, { 'es-security-runas-user': 'bob' }].map(readerOf);
    expect(new Set(readers).size).toBe(readers.length);
  });

  it('is the same for two requests of one reader', () => {
    expect(readerOf({ cookie: 'sid=1', referer: '/a', 'kbn-xsrf': '1', traceparent: '00-1' })).toBe(readerOf({ cookie: 'sid=1', referer: '/b', 'user-agent': 'x' }));
  });
});
