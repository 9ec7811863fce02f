/** What it costs to train on images that lie on a disk instead of in memory. */
@NullMarked
package io.lanista.benchmarks.disk;

import org.jspecify.annotations.NullMarked;
