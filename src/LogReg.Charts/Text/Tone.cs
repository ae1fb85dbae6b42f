namespace LogReg.Charts.Text;

/// <summary>What a text is, for a terminal with colours: there are few, and none says what the words do not.</summary>
internal enum Tone
{
    /// <summary>What is to be read.</summary>
    Plain,

    /// <summary>A title, the head of a column.</summary>
    Heading,

    /// <summary>What leads to the text: a label, a remark.</summary>
    Quiet,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>Something that is wrong.</summary>
    Error,
}
