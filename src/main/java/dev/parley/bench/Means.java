package dev.parley.bench;

import java.util.List;

/** What a run works with. */
record Means(Plan plan, List<Lane> lanes, Connections connections, Happenings happenings, Watcher watcher) {}
