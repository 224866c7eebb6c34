import { createMemoryHistory } from 'history';
import { createScopedHistory, isInScope } from './scoped_history';

function open(path: string) {
  const parent = createMemoryHistory({ initialEntries: [path] });
  return { parent, ...createScopedHistory(parent, '/app/requestTrace') };
}

describe('createScopedHistory', () => {
  it('shows locations without the base path', () => {
    const { history } = open('/app/requestTrace/trace?id=1#x');
    expect(history.location).toMatchObject({ pathname: '/trace', search: '?id=1', hash: '#x' });
    expect(open('/app/requestTrace').history.location.pathname).toBe('/');
  });

  it('pushes and replaces below the base path, strings and locations alike', () => {
    const { parent, history } = open('/app/requestTrace');
    history.push('/trace?id=2');
    expect(parent.createHref(parent.location)).toBe('/app/requestTrace/trace?id=2');
    history.replace({ pathname: '/', search: '?a=1' });
    expect(parent.createHref(parent.location)).toBe('/app/requestTrace/?a=1');
    history.push({ search: '?b=2' });
    expect(parent.createHref(parent.location)).toBe('/app/requestTrace/?b=2');
    history.push('?c=3');
    expect(parent.createHref(parent.location)).toBe('/app/requestTrace/?c=3');
    expect(history.createHref({ pathname: '/x', search: '', hash: '', state: undefined })).toBe(
      '/app/requestTrace/x'
    );
  });

  it('tells listeners about its own locations only, and nothing after closing', () => {
    const { parent, history, close } = open('/app/requestTrace');
    const seen: string[] = [];
    history.listen((location) => seen.push(location.pathname));
    parent.push('/app/requestTrace/a');
    parent.push('/app/requestTraceToo/b');
    parent.push('/app/discover');
    expect(seen).toEqual(['/a']);
    close();
    parent.push('/app/requestTrace/c');
    history.push('/d');
    expect(seen).toEqual(['/a']);
    expect(parent.location.pathname).toBe('/app/requestTrace/c');
  });

  it('takes no app for another whose name it begins with', () => {
    expect(isInScope('/app/requestTraceToo', '/app/requestTrace')).toBe(false);
  });
});
