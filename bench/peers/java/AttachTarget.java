// AttachTarget.java: a virtual machine to be attached to: it says when it runs, and ends with its standard input.
import java.io.IOException;

public final class AttachTarget {
    public static void main(String[] arguments) throws IOException {
        System.out.println("armed");
        while (System.in.read() >= 0) {}
    }
}
