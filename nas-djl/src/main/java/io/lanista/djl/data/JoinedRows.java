package io.lanista.djl.data;

import java.util.List;

/**
 * The rows of several data sets, one after the other, as they were given.
 *
 * @param parts with rows of one width
 */
record JoinedRows(List<DataSet> parts) implements Rows {
    JoinedRows {
        parts = List.copyOf(parts);
    }

    /** Which data set a row is in. */
    static int part(List<DataSet> parts, int row) {
        int part = 0;
        for (int left = row; left >= parts.get(part).size(); part++) {
            left -= parts.get(part).size();
        }
        return part;
    }

    /** The row's place in its data set. */
    static int place(List<DataSet> parts, int row) {
        int left = row;
        for (int part = 0; left >= parts.get(part).size(); part++) {
            left -= parts.get(part).size();
        }
        return left;
    }

    @Override
    public int width() {
        return parts.get(0).featureSize();
    }

    @Override
    public int bytes() {
        return parts.stream().mapToInt(DataSet::bytes).max().orElse(Float.BYTES);
    }

    @Override
    public boolean areOnDisk() {
        return parts.stream().anyMatch(DataSet::isOnDisk);
    }

    @Override
    public void copy(int row, float[] to, int at) {
        parts.get(part(parts, row)).copyFeatures(place(parts, row), to, at);
    }

    @Override
    public long identity(int row) {
        return parts.get(part(parts, row)).identity(place(parts, row));
    }
}
