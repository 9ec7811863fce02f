package io.lanista.djl.table;

/** How a category becomes numbers. */
public enum CategoryForm {
    /** A number for each word, 1 for the cell's and 0 for the others. */
    ONE_HOT,
    /** One number: 0 for a word that the training rows don't have, then 1, 2, … as an embedding layer reads them. */
    CODES
}
