package dev.bosphorus.adapter.config;

/** Classes as the application has written them. */
public final class WrittenClass {

    private WrittenClass() {
    }

    /** The class of an object; where it is a subclass that a container such as CDI has made for a stand-in, the class it stands in for. */
    public static Class<?> of(Object object) {
        Class<?> type = object.getClass();
        // Classes that no source has are synthetic (JVMS 4.7.8), save for lambdas, which extend Object.
        while (type.isSynthetic() && type.getSuperclass() != Object.class) {
            type = type.getSuperclass();
        }
        return type;
    }
}
