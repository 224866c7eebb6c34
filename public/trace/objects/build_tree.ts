/** The object tree: what the request touched, each under what it hangs on. Pure. */
import type { ObjectNode, ObjectRelation } from '../../../common/model/diagnosis';

export interface TreeNode {
  node: ObjectNode;
  /** how it hangs on the one above it; absent: a root */
  relation?: ObjectRelation;
  children: TreeNode[];
  /** objects below it */
  size: number;
  /** it, or one below it, is in trouble */
  hasTrouble: boolean;
}

export function isInTrouble({ outcome, change }: ObjectNode): boolean {
  return (
    outcome === 'failed' || outcome === 'stuck' || outcome === 'rejected' || change === 'missing'
  );
}

/**
 * Each object under the first of its parents that is there; one that hangs on itself over others becomes a root.
 * Order is the answer's own.
 */
export function buildTree(objects: readonly ObjectNode[]): TreeNode[] {
  const byKey = new Map(
    objects.map((node) => [
      node.key,
      { node, children: [], size: 0, hasTrouble: isInTrouble(node) } as TreeNode,
    ])
  );
  const parentOf = new Map<TreeNode, TreeNode>();
  for (const entry of byKey.values()) {
    for (const { key, relation } of entry.node.parents) {
      const parent = byKey.get(key);
      if (!parent || hangsOn(parent, entry, parentOf)) continue;
      parentOf.set(entry, parent);
      entry.relation = relation;
      parent.children.push(entry);
      break;
    }
  }
  const roots = [...byKey.values()].filter((entry) => !parentOf.has(entry));
  roots.forEach(sumUp);
  return roots;
}

/** Whether `entry` is `parent`, or above it. */
function hangsOn(parent: TreeNode, entry: TreeNode, parentOf: Map<TreeNode, TreeNode>): boolean {
  for (let above: TreeNode | undefined = parent; above; above = parentOf.get(above))
    if (above === entry) return true;
  return false;
}

function sumUp(entry: TreeNode): void {
  for (const child of entry.children) {
    sumUp(child);
    entry.size += child.size + 1;
    entry.hasTrouble ||= child.hasTrouble;
  }
}

/** Trees of more objects than this show what is in trouble, and the rest on demand. */
const MAX_OPEN = 30;

/** Whether a node's children are shown before the reader says otherwise. */
export function isOpenAtFirst(entry: TreeNode, total: number): boolean {
  return (
    total <= MAX_OPEN ||
    (entry.children.length <= MAX_OPEN && entry.children.some((child) => child.hasTrouble))
  );
}
