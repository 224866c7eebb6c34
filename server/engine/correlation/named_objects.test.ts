import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import { NamedObjects } from './named_objects';

const naming = (...objects: ObjectReference[]) => ({ objects }) as LogRecord;

describe('NamedObjects', () => {
  it('tells which objects are new', () => {
    const objects = new NamedObjects();
    expect(
      objects.add([
        naming(
          { kind: 'Pod', namespace: 'a', name: 'b' },
          { kind: 'Pod', namespace: 'a', name: 'b' }
        ),
      ])
    ).toHaveLength(1);
    expect(objects.add([naming({ kind: 'Pod', namespace: 'a', name: 'b' })])).toHaveLength(0);
    // a uid for a name that was looked up already finds nothing more
    expect(
      objects.add([naming({ kind: 'Pod', namespace: 'a', name: 'b', uid: 'u' })])
    ).toHaveLength(0);
    expect(objects.add([naming({ uid: 'v' })])).toHaveLength(1);
  });

  it('finds an object by uid first, and by a name known without its kind', () => {
    const objects = new NamedObjects();
    objects.add([naming({ uid: 'u1' }, { namespace: 'a', name: 'b' })]);
    expect(objects.has({ kind: 'Pod', namespace: 'x', name: 'y', uid: 'u1' })).toMatchObject({
      byUid: true,
    });
    expect(objects.has({ kind: 'Pod', namespace: 'a', name: 'b', uid: 'u2' })).toMatchObject({
      byUid: false,
    });
  });

  it('does not take an earlier object of the same name for this one', () => {
    const objects = new NamedObjects();
    objects.add([naming({ kind: 'Pod', namespace: 'a', name: 'db-0', uid: 'new' })]);
    expect(objects.has({ kind: 'Pod', namespace: 'a', name: 'db-0', uid: 'old' })).toBeNull();
    expect(objects.has({ kind: 'Service', namespace: 'a', name: 'db-0' })).toBeNull();
  });

  it('knows two objects that had the same name one after the other', () => {
    const objects = new NamedObjects();
    objects.add([
      naming(
        { kind: 'Pod', namespace: 'a', name: 'db-0', uid: 'u1' },
        { kind: 'Pod', namespace: 'a', name: 'db-0', uid: 'u2' }
      ),
    ]);
    expect(objects.has({ kind: 'Pod', namespace: 'a', name: 'db-0', uid: 'u1' })).toMatchObject({
      byUid: true,
    });
    expect(objects.has({ kind: 'Pod', namespace: 'a', name: 'db-0' })).toMatchObject({
      byUid: false,
    });
  });

  it('leaves background objects out of what is followed', () => {
    const objects = new NamedObjects();
    expect(
      objects.add([naming({ kind: 'Node', name: 'n' }, { kind: 'Pod', namespace: 'a', name: 'b' })])
    ).toEqual([{ kind: 'Pod', namespace: 'a', name: 'b' }]);
    expect(objects.has({ kind: 'Node', name: 'n' })).not.toBeNull();
  });

  it('is bounded and says so', () => {
    const objects = new NamedObjects();
    objects.add(
      Array.from({ length: 3_000 }, (_, i) =>
        naming({ kind: 'Pod', namespace: 'a', name: `p${i}` })
      )
    );
    expect(objects.leftOut).toBe(1_000);
  });
});
