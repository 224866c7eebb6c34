/** The object tree: what the request touched, each under what it hangs on. Pure. */
import type { ObjectNode, ObjectRelation } from '../../../common/model/diagnosis';

export interface TreeNode {
  node: ObjectNode;
  /** how it hangs on the one above it; absent: a root */
  relation?: ObjectRelation;
  children: TreeNode[];
  /** objects below it */
  descendantCount: number;
  /** it, or one below it, is in trouble */
  hasFailure: boolean;
}

export function hasObjectFailed({ outcome, change }: ObjectNode): boolean {
  return (
    outcome === 'failed' || outcome === 'stuck' || outcome === 'rejected' || change === 'missing'
  );
}

/**
 * Each object under the first of its parents that is there; one that hangs on itself over others becomes a root.
 * Order is the answer's own.
 */
export function buildObjectTree(objects: readonly ObjectNode[]): TreeNode[] {
  const byKey = new Map(
    objects.map((node) => [
      node.key,
      { node, children: [], descendantCount: 0, hasFailure: hasObjectFailed(node) } as TreeNode,
    ])
  );
  const parentOf = new Map<TreeNode, TreeNode>();
  for (const entry of byKey.values()) {
    for (const { key, relation } of entry.node.parents) {
      const parent = byKey.get(key);
      if (!parent || isSelfOrAncestor(parent, entry, parentOf)) continue;
      parentOf.set(entry, parent);
      entry.relation = relation;
      parent.children.push(entry);
      break;
    }
  }
  const roots = [...byKey.values()].filter((entry) => !parentOf.has(entry));
  roots.forEach(summarizeSubtree);
  return roots;
}

/** Whether `entry` is `parent`, or above it. */
function isSelfOrAncestor(
  parent: TreeNode,
  entry: TreeNode,
  parentOf: Map<TreeNode, TreeNode>
): boolean {
  for (let above: TreeNode | undefined = parent; above; above = parentOf.get(above))
    if (above === entry) return true;
  return false;
}

function summarizeSubtree(entry: TreeNode): void {
  for (const child of entry.children) {
    summarizeSubtree(child);
    entry.descendantCount += child.descendantCount + 1;
    entry.hasFailure ||= child.hasFailure;
  }
}

/** Trees of more objects than this show what is in trouble, and the rest on demand. */
const MAX_EXPANDED_OBJECTS = 30;

/** Whether a node's children are shown before the reader says otherwise. */
export function isInitiallyOpen(entry: TreeNode, total: number): boolean {
  return (
    total <= MAX_EXPANDED_OBJECTS ||
    (entry.children.length <= MAX_EXPANDED_OBJECTS &&
      entry.children.some((child) => child.hasFailure))
  );
}
