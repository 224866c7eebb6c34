import type { ObjectNode } from '../../../common/model/diagnosis';
import { buildObjectTree, isInitiallyOpen, type TreeNode } from './build_object_tree';

const createNode = (
  key: string,
  parents: string[] = [],
  change: Partial<ObjectNode> = {}
): ObjectNode => ({
  key,
  object: { kind: 'Pod', name: key },
  parents: parents.map((parent) => ({ key: parent, relation: 'owner' })),
  outcome: 'succeeded',
  records: 1,
  ...change,
});
const getShape = (entries: TreeNode[]): unknown =>
  Object.fromEntries(entries.map((entry) => [entry.node.key, getShape(entry.children)]));

describe('buildTree', () => {
  it('puts each object under the first of its parents that is there', () => {
    expect(
      getShape(
        buildObjectTree([
          createNode('pod', ['rs', 'node']),
          createNode('rs', ['deploy']),
          createNode('deploy'),
          createNode('node'),
          createNode('orphan', ['gone', 'node']),
        ])
      )
    ).toEqual({ deploy: { rs: { pod: {} } }, node: { orphan: {} } });
  });
  it('shows objects that hang on each other once', () => {
    expect(
      getShape(
        buildObjectTree([
          createNode('a', ['b']),
          createNode('b', ['c']),
          createNode('c', ['a']),
          createNode('self', ['self']),
        ])
      )
    ).toEqual({ c: { b: { a: {} } }, self: {} });
  });
  it('opens what is in trouble, and of a large tree only that', () => {
    const many = Array.from({ length: 40 }, (_, index) => createNode(`pod-${index}`, ['calm']));
    const roots = buildObjectTree([
      createNode('calm'),
      ...many,
      createNode('bad'),
      createNode('stuck', ['bad'], { outcome: 'stuck' }),
    ]);
    const total = 43;
    expect(
      roots.map((root) => [
        root.node.key,
        root.descendantCount,
        root.hasFailure,
        isInitiallyOpen(root, total),
      ])
    ).toEqual([
      ['calm', 40, false, false],
      ['bad', 1, true, true],
    ]);
    expect(isInitiallyOpen(roots[0]!, 20)).toBe(true);
  });
});
