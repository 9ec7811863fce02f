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
import java.util.UUID;
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
import org.jspecify.annotations.Nullable;

/** The cells of one column in one group of rows, one after the other, as they are written in a file of separated values. */
final class ColumnCells {
    private static final int JULIAN_EPOCH = 2_440_588;
    private static final long SECOND = 1_000_000_000L;

    /** From here on, whole numbers are missing among doubles. */
    private static final double EXACT = 1L << 53;

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
            case FLOAT -> number(reader.getFloat());
            case DOUBLE -> number(reader.getDouble());
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(reader.getBinary().toByteBuffer());
        };
    }

    private static String number(float value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return Float.isNaN(value) ? "" : whole ? number((double) value) : Float.toString(value);
    }

    /** A whole number has no fraction: programs that keep missing cells keep whole numbers as these. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        String plain = Double.toString(value);
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? (plain.startsWith("-") ? "-" : "") + (long) Math.abs(value)
                : plain;
    }

    /** Half of a float: a sign, five bits of the exponent, ten of the fraction. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size = exponent == 0x1F
                ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(0x400 | fraction, exponent - 25);
        return bits < 0 ? -size : size;
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
        } else if (isUnsigned(logical, converted)) {
            return column.getType() == org.apache.parquet.format.Type.INT32
                    ? Integer.toUnsignedString((int) value)
                    : Long.toUnsignedString(value);
        }
        return String.valueOf(value);
    }

    private static boolean isUnsigned(@Nullable LogicalType logical, @Nullable ConvertedType converted) {
        return converted == ConvertedType.UINT_8
                || converted == ConvertedType.UINT_16
                || converted == ConvertedType.UINT_32
                || converted == ConvertedType.UINT_64
                || (logical != null
                        && logical.isSetINTEGER()
                        && !logical.getINTEGER().isIsSigned());
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

    private String bytes(ByteBuffer bytes) {
        LogicalType logical = column.getLogicalType();
        if (logical != null && logical.isSetFLOAT16()) {
            return number(half(bytes.order(ByteOrder.LITTLE_ENDIAN).getShort()));
        } else if (logical != null && logical.isSetUUID()) {
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        } else if (column.getConverted_type() == ConvertedType.DECIMAL || (logical != null && logical.isSetDECIMAL())) {
            byte[] number = new byte[bytes.remaining()];
            bytes.get(number);
            return new BigDecimal(new BigInteger(number), scale()).toPlainString();
        }
        return letters(bytes);
    }

    private String letters(ByteBuffer bytes) {
        try {
            String letters = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (letters.indexOf(0) >= 0) {
                throw new DataException(
                        "The column (" + column.getName() + ") of (" + path
                                + ") has a cell with the letter U+0000, which texts don't have. Maybe write the file without it.");
            }
            return letters;
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "The column (" + column.getName() + ") of (" + path
                            + ") has bytes that are no text. Maybe write the file without it.",
                    e);
        }
    }
}
