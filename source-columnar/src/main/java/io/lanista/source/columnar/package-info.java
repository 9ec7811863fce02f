/** Tables in Apache Parquet's format. */
@NullMarked
package io.lanista.source.columnar;

import org.jspecify.annotations.NullMarked;
