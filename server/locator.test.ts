import { registerLocator } from './locator';

it('makes the locator known, and leads to Kibana’s redirect app', async () => {
  const created: Array<{
    id: string;
    getLocation(params: unknown): Promise<{ app: string; path: string }>;
  }> = [];
  registerLocator({ url: { locators: { create: (locator) => created.push(locator) } } }, '8.12.2');
  expect(created.map(({ id }) => id)).toEqual(['REQUEST_TRACE_LOCATOR']);
  const { app, path } = await created[0]!.getLocation({ id: 'a&b', view: { sources: ['audit'] } });
  expect(app).toBe('r');
  const query = new URLSearchParams(path);
  expect([query.get('l'), query.get('v')]).toEqual(['REQUEST_TRACE_LOCATOR', '8.12.2']);
  expect(JSON.parse(query.get('p')!)).toEqual({ id: 'a&b', view: { sources: ['audit'] } });
});

it('does without share', () => {
  expect(() => registerLocator(undefined, '8.12.2')).not.toThrow();
  expect(() => registerLocator({}, '8.12.2')).not.toThrow();
});
