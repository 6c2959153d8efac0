// layout-worker.ts: ELK in a thread of its own, so that a large graph does not keep the page from moving. It listens by itself.
import "elkjs/lib/elk-worker.min.js";
