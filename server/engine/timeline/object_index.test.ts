import { audit, body } from '../testing/diagnosed_world';
import { ObjectIndex } from './object_index';

const SECOND = 1_000_000;
const pod = { kind: 'Pod', namespace: 'shop', name: 'db-0' };

describe('ObjectGraph', () => {
  it('takes a name that another uid bears for another object, by the time', () => {
    const first = audit(0, {
      verb: 'create',
      resource: 'pods',
      name: 'db-0',
      response: body('Pod', 'db-0', { uid: 'one' }),
    });
    const second = audit(60, {
      verb: 'create',
      resource: 'pods',
      name: 'db-0',
      response: body('Pod', 'db-0', { uid: 'two' }),
    });
    const graph = new ObjectIndex();
    graph.learn([first, second]);
    expect(graph.resolve(pod, first.at + 30 * SECOND)?.uid).toBe('one');
    expect(graph.resolve(pod, second.at + SECOND)?.uid).toBe('two');
    expect(graph.resolve({ ...pod, uid: 'one' }, second.at + SECOND)?.uid).toBe('one');
    expect(graph.all).toHaveLength(2);
  });

  it('learns the uid of an object that was known by its name', () => {
    const graph = new ObjectIndex();
    const named = graph.resolve(pod, 0);
    expect(graph.resolve({ ...pod, uid: 'one' }, SECOND)).toBe(named);
    expect(graph.find({ uid: 'one' })).toBe(named);
  });

  it('does not join a name without its namespace to one with', () => {
    const graph = new ObjectIndex();
    const half = audit(0, { verb: 'get', resource: 'pods', name: 'db-0' });
    half.record.objects = [{ kind: 'Pod', name: 'db-0', uid: 'one' }];
    graph.learn([half]);
    expect(graph.all).toEqual([]);
  });

  it('follows owners to the top, also where they go round in a circle', () => {
    const graph = new ObjectIndex();
    const [a, b] = [
      graph.resolve(pod, 0)!,
      graph.resolve({ kind: 'StatefulSet', namespace: 'shop', name: 'db' }, 0)!,
    ];
    a.owners = [{ kind: 'StatefulSet', name: 'db', controller: true }];
    expect(graph.ownerChain(a)).toEqual([a, b]);
    b.owners = [{ kind: 'Pod', name: 'db-0' }];
    expect(graph.ownerChain(a)).toEqual([a, b]);
  });

  it('names nothing by a name alone', () => {
    expect(new ObjectIndex().resolve({ name: 'x' }, 0)).toBeUndefined();
  });
});
