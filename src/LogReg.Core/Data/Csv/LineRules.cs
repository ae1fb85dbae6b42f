namespace LogReg.Data;

/// <summary>Which lines of a kind of text file are rows, where no quotes are.</summary>
internal abstract class LineRules
{
    /// <summary>The byte around quoted cells; <see langword="null"/> if there are none.</summary>
    public virtual byte? Quote => null;

    /// <summary>A byte with which lines may begin that are no rows, besides blanks, line ends and characters that are not ASCII.</summary>
    public abstract byte UnusualStart { get; }

    /// <summary>Whether lines can be told apart without parsing them.</summary>
    public virtual bool AreKnown => true;

    /// <summary>Tells what a line is. A line that begins with none of the unusual bytes is a row.</summary>
    /// <param name="line">The line without its end.</param>
    public abstract LineKind KindOf(ReadOnlySpan<byte> line);
}
