// flame-frames.ts: how the frames of a flame graph are to each other: where arrows lead, and how much time several take.

/** A frame and those around it, the widest of its children first. */
export interface KeyedFrame<Self> {
  readonly parent: Self | null;
  readonly children?: readonly Self[];
}

/** The frame to which a key leads from another; undefined where it leads nowhere. */
export function frameAfter<Frame extends KeyedFrame<Frame>>(key: string, frame: Frame): Frame | undefined {
  switch (key) {
    case "ArrowDown":
      return frame.children?.[0];
    case "ArrowUp":
      return frame.parent ?? undefined;
    case "ArrowLeft":
      return neighbour(frame, -1);
    case "ArrowRight":
      return neighbour(frame, 1);
    case "Home":
      return rootOf(frame);
    default:
      return undefined;
  }
}

/** The time of frames, each moment once where one is above another. */
export function timeIn<Frame extends KeyedFrame<Frame> & { readonly data: { readonly value: number } }>(
  frames: readonly Frame[],
): number {
  const all = new Set(frames);
  const isBelowAnother = (frame: Frame): boolean => {
    for (let above = frame.parent; above !== null; above = above.parent) if (all.has(above)) return true;
    return false;
  };
  return frames.reduce((sum, frame) => (isBelowAnother(frame) ? sum : sum + frame.data.value), 0);
}

function neighbour<Frame extends KeyedFrame<Frame>>(frame: Frame, step: number): Frame | undefined {
  const siblings = frame.parent?.children ?? [];
  return siblings[siblings.indexOf(frame) + step];
}

function rootOf<Frame extends KeyedFrame<Frame>>(frame: Frame): Frame {
  let root = frame;
  while (root.parent !== null) root = root.parent;
  return root;
}
