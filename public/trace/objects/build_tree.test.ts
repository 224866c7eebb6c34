import type { ObjectNode } from '../../../common/model/diagnosis';
import { buildTree, isOpenAtFirst, type TreeNode } from './build_tree';

const node = (
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
const shape = (entries: TreeNode[]): unknown =>
  Object.fromEntries(entries.map((entry) => [entry.node.key, shape(entry.children)]));

describe('buildTree', () => {
  it('puts each object under the first of its parents that is there', () => {
    expect(
      shape(
        buildTree([
          node('pod', ['rs', 'node']),
          node('rs', ['deploy']),
          node('deploy'),
          node('node'),
          node('orphan', ['gone', 'node']),
        ])
      )
    ).toEqual({ deploy: { rs: { pod: {} } }, node: { orphan: {} } });
  });
  it('shows objects that hang on each other once', () => {
    expect(
      shape(
        buildTree([node('a', ['b']), node('b', ['c']), node('c', ['a']), node('self', ['self'])])
      )
    ).toEqual({ c: { b: { a: {} } }, self: {} });
  });
  it('opens what is in trouble, and of a large tree only that', () => {
    const many = Array.from({ length: 40 }, (_, index) => node(`pod-${index}`, ['calm']));
    const roots = buildTree([
      node('calm'),
      ...many,
      node('bad'),
      node('stuck', ['bad'], { outcome: 'stuck' }),
    ]);
    const total = 43;
    expect(
      roots.map((root) => [root.node.key, root.size, root.hasTrouble, isOpenAtFirst(root, total)])
    ).toEqual([
      ['calm', 40, false, false],
      ['bad', 1, true, true],
    ]);
    expect(isOpenAtFirst(roots[0]!, 20)).toBe(true);
  });
});
