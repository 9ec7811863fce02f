package io.lanista.djl.data;

/** How images of any size get one: in training and, since it is kept with the network, for those that it predicts. */
public enum ImageFit {
    /** Height and width are each made as needed, so things may get wider or narrower. */
    STRETCH {
        @Override
        RasterImage apply(RasterImage image, int height, int width) {
            return image.resized(height, width);
        }
    },
    /** Things keep their form: the image is as small as fills all, and what stands over at two sides is cut off. */
    CROP {
        @Override
        RasterImage apply(RasterImage image, int height, int width) {
            double scale = Math.max((double) height / image.height(), (double) width / image.width());
            return scaled(image, scale).centred(height, width);
        }
    },
    /** Things keep their form: the image is as large as fits in, and what is left at two sides is black. */
    PAD {
        @Override
        RasterImage apply(RasterImage image, int height, int width) {
            double scale = Math.min((double) height / image.height(), (double) width / image.width());
            return scaled(image, scale).centred(height, width);
        }
    };

    abstract RasterImage apply(RasterImage image, int height, int width);

    private static RasterImage scaled(RasterImage image, double scale) {
        return image.resized(Math.max(1, (int) Math.round(image.height() * scale)), Math.max(1, (int)
                Math.round(image.width() * scale)));
    }
}
