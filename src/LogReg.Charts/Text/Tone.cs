namespace LogReg.Charts.Text;

/// <summary>The styles of text in a terminal with colours; no colour carries information of its own.</summary>
internal enum Tone
{
    /// <summary>The input.</summary>
    Plain,

    /// <summary>A title, the head of a column.</summary>
    Heading,

    /// <summary>The lead of the text: a label or a remark.</summary>
    Quiet,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>A problem.</summary>
    Error,
}
