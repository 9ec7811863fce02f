package io.lanista.source.columnar;

import io.lanista.djl.file.DataException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** The cells of one column in one group of rows, one after the other, as they are written in a file of separated values. */
final class ColumnCells {
    private static final int JULIAN_EPOCH = 2_440_588;
    private static final long SECOND = 1_000_000_000L;

    private final Path path;
    private final SchemaElement column;
    private final ColumnReader reader;
    private final int present;

    ColumnCells(Path path, SchemaElement column, ColumnPages pages, ParsedVersion writer) {
        this.path = path;
        this.column = column;
        this.present = isOptional(column) ? 1 : 0;
        this.reader = new ColumnReaderImpl(
                new ColumnDescriptor(new String[] {column.getName()}, type(column), 0, present),
                pages,
                new PrimitiveConverter() {},
                writer);
    }

    private static boolean isOptional(SchemaElement column) {
        return column.getRepetition_type() == FieldRepetitionType.OPTIONAL;
    }

    static PrimitiveType type(SchemaElement column) {
        return new PrimitiveType(
                isOptional(column) ? Repetition.OPTIONAL : Repetition.REQUIRED,
                switch (column.getType()) {
                    case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
                    default -> PrimitiveTypeName.valueOf(column.getType().name());
                },
                column.getType_length(),
                column.getName());
    }

    /** The next cell; empty where the value is missing. */
    String next() {
        String cell = reader.getCurrentDefinitionLevel() < present ? "" : text();
        reader.consume();
        return cell;
    }

    private String text() {
        return switch (column.getType()) {
            case BOOLEAN -> String.valueOf(reader.getBoolean());
            case INT32 -> whole(reader.getInteger());
            case INT64 -> whole(reader.getLong());
            case INT96 -> oldTime(reader.getBinary().toByteBuffer());
            case FLOAT -> Float.isNaN(reader.getFloat()) ? "" : Float.toString(reader.getFloat());
            case DOUBLE -> Double.isNaN(reader.getDouble()) ? "" : Double.toString(reader.getDouble());
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> letters(reader.getBinary().toByteBuffer());
        };
    }

    private String whole(long value) {
        LogicalType logical = column.getLogicalType();
        ConvertedType converted = column.getConverted_type();
        if (converted == ConvertedType.DECIMAL || (logical != null && logical.isSetDECIMAL())) {
            return BigDecimal.valueOf(value, scale()).toPlainString();
        } else if (converted == ConvertedType.DATE || (logical != null && logical.isSetDATE())) {
            return LocalDate.ofEpochDay(value).toString();
        } else if (logical != null && logical.isSetTIMESTAMP()) {
            return time(value, perSecond(logical.getTIMESTAMP().getUnit()));
        } else if (converted == ConvertedType.TIMESTAMP_MILLIS || converted == ConvertedType.TIMESTAMP_MICROS) {
            return time(value, converted == ConvertedType.TIMESTAMP_MILLIS ? 1000 : 1_000_000);
        } else if (logical != null && logical.isSetTIME()) {
            return LocalTime.ofNanoOfDay(
                            value * (SECOND / perSecond(logical.getTIME().getUnit())))
                    .toString();
        } else if (converted == ConvertedType.UINT_64
                || (logical != null
                        && logical.isSetINTEGER()
                        && !logical.getINTEGER().isIsSigned())) {
            return column.getType() == org.apache.parquet.format.Type.INT32
                    ? Integer.toUnsignedString((int) value)
                    : Long.toUnsignedString(value);
        }
        return String.valueOf(value);
    }

    private int scale() {
        LogicalType logical = column.getLogicalType();
        return logical != null && logical.isSetDECIMAL() ? logical.getDECIMAL().getScale() : column.getScale();
    }

    private static long perSecond(TimeUnit unit) {
        return unit.isSetMILLIS() ? 1000 : unit.isSetMICROS() ? 1_000_000 : SECOND;
    }

    private static String time(long value, long perSecond) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (SECOND / perSecond));
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    /** What Spark and Hive wrote for long: nanoseconds of the day, and the Julian day. */
    private static String oldTime(ByteBuffer bytes) {
        ByteBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN);
        long nanos = little.getLong();
        long days = little.getInt() - (long) JULIAN_EPOCH;
        return LocalDate.ofEpochDay(days).atStartOfDay().plusNanos(nanos).toString();
    }

    private String letters(ByteBuffer bytes) {
        LogicalType logical = column.getLogicalType();
        if (column.getConverted_type() == ConvertedType.DECIMAL || (logical != null && logical.isSetDECIMAL())) {
            byte[] number = new byte[bytes.remaining()];
            bytes.get(number);
            return new BigDecimal(new BigInteger(number), scale()).toPlainString();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "The column (" + column.getName() + ") of (" + path
                            + ") has bytes that are no text. Maybe write the file without it.",
                    e);
        }
    }
}
