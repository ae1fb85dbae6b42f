using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Blocks;

/// <summary>A piece of a section.</summary>
internal abstract record ReportBlock;

/// <summary>A heading within a section.</summary>
/// <param name="Text">The heading.</param>
internal sealed record HeadingBlock(string Text) : ReportBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its words.</param>
internal sealed record TextBlock(string Text) : ReportBlock;

/// <summary>A list of items, each with words that stand out before the others.</summary>
/// <param name="Items">The items.</param>
internal sealed record ListBlock(IReadOnlyList<(string Lead, string Text)> Items) : ReportBlock;

/// <summary>Labels with what there is to say of each.</summary>
/// <param name="Fields">The labels; one without lines is left out.</param>
internal sealed record FactsBlock(IReadOnlyList<ReportField> Fields) : ReportBlock;

/// <summary>A table.</summary>
/// <param name="Caption">The content.</param>
/// <param name="Table">Its texts.</param>
internal sealed record TableBlock(string Caption, ReportTable Table) : ReportBlock
{
    /// <summary>The heading of the labels where the table has none, for who cannot see that they are labels.</summary>
    public string LabelHeader { get; init; } = "";

    /// <summary>The label of a row to be marked; empty for none.</summary>
    public string MarkedRow { get; init; } = "";
}

/// <summary>The table of all measures of quality, with their exact values for programs.</summary>
/// <param name="Caption">The content.</param>
/// <param name="Columns">The rows that the model was judged on, by their names, each with the same measures; the first with what an
/// intercept alone does.</param>
internal sealed record QualityBlock(
    string Caption, IReadOnlyList<(string Header, IReadOnlyList<QualityMeasure> Measures)> Columns) : ReportBlock
{
    /// <summary>What the model is compared with, as the header of a column.</summary>
    public string Baseline { get; init; } = "intercept only";

    /// <summary>Cross-validated measures by name, as texts; empty for none.</summary>
    public IReadOnlyDictionary<string, string> CrossValidated { get; init; } = new Dictionary<string, string>();
}

/// <summary>A few numbers that are seen first.</summary>
/// <param name="Caption">Which rows they are of.</param>
/// <param name="Tiles">A number each, with its label and what it compares with.</param>
internal sealed record TilesBlock(string Caption, IReadOnlyList<(string Label, string Number, string Note)> Tiles) : ReportBlock;

/// <summary>Warnings about the content of a report.</summary>
/// <param name="Texts">The warnings.</param>
internal sealed record WarningsBlock(IReadOnlyList<string> Texts) : ReportBlock
{
    /// <summary>The factor of each.</summary>
    public string Lead { get; init; } = "Warning: ";
}

/// <summary>Command lines that a person may copy.</summary>
/// <param name="Commands">Each with a few words of what it does.</param>
internal sealed record CommandsBlock(IReadOnlyList<(string Purpose, string CommandLine)> Commands) : ReportBlock;

/// <summary>Pictures, beside each other where there is room.</summary>
/// <param name="Figures">The pictures.</param>
internal sealed record FiguresBlock(IReadOnlyList<Figure> Figures) : ReportBlock
{
    /// <summary>Whether each picture has a row to itself, which scrolls where the page is narrow.</summary>
    public bool IsWide { get; init; }
}

/// <summary>Columns of other blocks, beside each other where the page is wide, below each other elsewhere.</summary>
/// <param name="Columns">The columns; one without blocks is left out.</param>
internal sealed record BesideBlock(params IReadOnlyList<IReadOnlyList<ReportBlock>> Columns) : ReportBlock;

/// <summary>A part of a report.</summary>
/// <param name="Id">A word in lower case, by which links reach it.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Blocks">What it consists of; a section without any is left out.</param>
internal sealed record ReportSection(string Id, string Heading, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A report before it is a page: what is said, not how it looks.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Subtitle">Of which files.</param>
/// <param name="Sections">Its parts, the summary first.</param>
internal sealed record ReportPage(string Title, string Subtitle, IReadOnlyList<ReportSection> Sections);
