/**
 * Lines that name no object, but are only written on behalf of one: by the component, how their message begins (Kubernetes' and
 * containerd's own constant texts), and which lines that do name one stand beside them.
 */

/** What a line of the trace has to be, and how near, to vouch for a line that names nothing. */
export interface Anchor {
  /** how the anchor's message begins; absent: any */
  messages?: readonly string[];
  /** source files of the anchor, without line number; absent: any */
  files?: readonly string[];
  /** before: the anchor is written before the line; after: after it; absent: either */
  side?: 'before' | 'after';
  /** milliseconds between the two at most */
  within: number;
  /**
   * logger: both are one controller's. value: the anchor's text holds the line's image; it may be another component's on the
   * same node then.
   */
  same?: 'logger' | 'value';
  /** how sure it is then that the line belongs to what the anchor belongs to, 0..1 */
  confidence: number;
}

export interface AdjacencyRule {
  component: string;
  /** how the line's message begins */
  message: string;
  /** what a full-text search finds it by, where the beginning ends within a word for Elasticsearch's standard tokenizer */
  phrase?: string;
  /** `file.go`; absent: any, or the component writes none */
  file?: string;
  /** the first that is met counts */
  anchors: readonly Anchor[];
}

/** Within a millisecond nothing else comes in between but on a very busy component. */
const beside = (anchor: Omit<Anchor, 'within' | 'confidence'>): Anchor[] => [
  { ...anchor, within: 1, confidence: 0.95 },
  { ...anchor, within: 10, confidence: 0.85 },
];

const byValue: Anchor = { same: 'value', within: 1000, confidence: 0.9 };

const SYNC_LOOP = [
  'Receiving a new pod',
  'SyncLoop ADD',
  'SyncLoop UPDATE',
  'SyncLoop RECONCILE',
  'SyncLoop DELETE',
  'SyncLoop REMOVE',
];

const kubelet = (
  file: string | undefined,
  message: string,
  anchors: readonly Anchor[]
): AdjacencyRule => ({ component: 'kubelet', message, file, anchors });

const KUBELET: AdjacencyRule[] = [
  // pkg/kubelet/config: something about a Pod arrives; the sync loop says next of which
  kubelet('config.go', 'Setting pods for source', beside({ messages: SYNC_LOOP, side: 'after' })),
  // pkg/kubelet/status: a status was set, and is sent
  kubelet('status_manager.go', 'Syncing updated statuses', [
    { side: 'before', within: 1, confidence: 0.92 },
    {
      messages: ['Patch status for pod', 'Status for pod updated successfully'],
      side: 'after',
      within: 50,
      confidence: 0.9,
    },
  ]),
  // pkg/kubelet/volumemanager/cache
  kubelet(
    'desired_state_of_world.go',
    'volume does not support SELinux context mount',
    beside({ messages: ['Added volume to desired state'], side: 'after' })
  ),
  kubelet('kuberuntime_image.go', 'Pulling image without credentials', [
    byValue,
    ...beside({ messages: ['Creating container in pod'], side: 'before' }),
  ]),
  kubelet('kuberuntime_image.go', 'Failed to pull image', [
    byValue,
    ...beside({ messages: ['Unhandled Error'], side: 'after' }),
  ]),
  kubelet('log.go', 'PullImage from image service failed', [
    byValue,
    ...beside({ messages: ['Unhandled Error'], side: 'after' }),
  ]),
  kubelet('exec.go', 'Exec probe response', [
    { messages: ['Probe '], side: 'after', within: 5, confidence: 0.85 },
  ]),
  // pkg/volume/csi: steps of one mount or unmount
  kubelet(
    undefined,
    'kubernetes.io/csi: ',
    beside({
      files: [
        'csi_attacher.go',
        'csi_mounter.go',
        'csi_plugin.go',
        'operation_generator.go',
        'reconciler_common.go',
      ],
    })
  ),
  kubelet(
    'csi_attacher.go',
    'attacher.GetDeviceMountPath succeeded',
    beside({
      files: [
        'csi_attacher.go',
        'csi_mounter.go',
        'csi_plugin.go',
        'operation_generator.go',
        'reconciler_common.go',
      ],
    })
  ),
];

const controller = (file: string, message: string): AdjacencyRule => ({
  component: 'kube-controller-manager',
  message,
  file,
  anchors: beside({ same: 'logger' }),
});

const CONTROLLERS: AdjacencyRule[] = [
  // pkg/controller/controller_utils.go prints expectations as `{}`
  controller('controller_utils.go', 'Controller expectations fulfilled'),
  controller('controller_utils.go', 'Controller still waiting on expectations'),
  controller('controller_utils.go', 'Setting expectations'),
  controller('controller_utils.go', 'Lowered expectations'),
  controller('controller_utils.go', 'Raised expectations'),
  controller('daemon_controller.go', 'Updating daemon set status'),
  controller('rolling.go', 'Cleaned up unhealthy replicas'),
  controller('job_controller.go', 'Finished syncing orphan pod'),
];

const containerd = (message: string, anchors: readonly Anchor[]): AdjacencyRule => ({
  component: 'containerd',
  message,
  anchors,
});
const SHIM_GONE = ['shim disconnected', 'cleaning up after shim disconnected'];
const imageEvent: Anchor[] = [
  byValue,
  {
    messages: ['starting signal loop', 'CreateContainer within sandbox'],
    side: 'after',
    within: 100,
    confidence: 0.85,
  },
];

const CONTAINERD: AdjacencyRule[] = [
  containerd('cleaning up dead shim', beside({ messages: SHIM_GONE, side: 'before' })),
  // it waits for the runtime's own clean-up
  containerd('cleanup warnings', [
    { messages: SHIM_GONE, side: 'before', within: 250, confidence: 0.9 },
  ]),
  {
    ...containerd('loading plugin "io.containerd.', [
      { messages: ['starting signal loop'], side: 'after', within: 50, confidence: 0.95 },
    ]),
    phrase: 'loading plugin',
  },
  containerd('PullImage "', [
    byValue,
    {
      messages: ['RunPodSandbox for', 'CreateContainer within sandbox'],
      within: 20,
      confidence: 0.8,
    },
  ]),
  containerd('ImageCreate event', imageEvent),
  containerd('ImageUpdate event', imageEvent),
  // of versions 1.7 and 2
  containerd('stop pulling image', [byValue]),
  containerd('Pulled image "', [byValue]),
  containerd('trying next host', [
    { messages: ['PullImage'], side: 'before', within: 50, confidence: 0.85 },
  ]),
];

/** server/image_pull.go; no cluster of ours ran it */
const CRIO: AdjacencyRule[] = ['crio', 'cri-o'].flatMap((component) =>
  ['Pulling image: ', 'Pulled image: '].map((message) => ({
    component,
    message,
    anchors: [byValue],
  }))
);

export const ADJACENCY_RULES: readonly AdjacencyRule[] = [
  ...KUBELET,
  ...CONTROLLERS,
  ...CONTAINERD,
  ...CRIO,
];
