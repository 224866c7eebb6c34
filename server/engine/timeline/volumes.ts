/** Which volumes Pods need attached, and whether they are: claims, volumes, and their VolumeAttachments. */
import { objectField, text } from './object_body';
import type { ObjectIndex, TimelineObject } from './object_index';

/** The claims of a Pod, as far as the trace names them. */
export const claimsOf = (pod: TimelineObject, graph: ObjectIndex): TimelineObject[] =>
  (pod.pod?.claims ?? []).flatMap(
    (name) => graph.find({ kind: 'PersistentVolumeClaim', namespace: pod.namespace, name }) ?? []
  );

/** The volume that a claim is bound to: by its `spec.volumeName`. */
export function volumeOf(claim: TimelineObject, graph: ObjectIndex): TimelineObject | undefined {
  const name = text(objectField(claim.body, 'spec'), 'volumeName');
  return name ? graph.find({ kind: 'PersistentVolume', name }) : undefined;
}

/**
 * A volume is to be attached where there is a VolumeAttachment of it for the Pod's node (pkg/volume/csi/csi_attacher.go makes
 * it), and is attached when its status says so.
 */
export function readVolumes(graph: ObjectIndex): void {
  const attachments = new Map<string, TimelineObject[]>();
  for (const object of graph.all) {
    if (object.kind !== 'VolumeAttachment' || !object.body) continue;
    const volume = text(
      objectField(objectField(object.body, 'spec'), 'source'),
      'persistentVolumeName'
    );
    if (volume) attachments.set(volume, [...(attachments.get(volume) ?? []), object]);
  }
  if (!attachments.size) return;
  for (const object of graph.all) {
    if (!object.pod?.claims?.length) continue;
    for (const claim of claimsOf(object, graph)) {
      const volume = text(objectField(claim.body, 'spec'), 'volumeName');
      for (const attachment of (volume && attachments.get(volume)) || []) {
        const node = text(objectField(attachment.body, 'spec'), 'nodeName');
        if (node && object.pod.node && node !== object.pod.node) continue;
        object.pod.attaching = true;
        if (objectField(attachment.body, 'status').attached === true && attachment.bodyBy)
          object.pod.prove('attached', attachment.bodyBy);
        else object.pod.mention('attached');
      }
    }
  }
}
