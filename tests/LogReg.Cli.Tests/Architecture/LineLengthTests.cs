using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LogReg.Cli.Tests.Architecture;

/// <summary>Lines are as long as .editorconfig allows, unless a text or a word that cannot be broken is at their end.</summary>
public sealed class LineLengthTests
{
    // max_line_length of .editorconfig.
    private const int Most = 140;

    // How many characters may follow a text: an argument, brackets.
    private const int Tail = 30;

    private static readonly string[] Folders = ["src", "tests", "samples", "benchmarks"];

    [Fact]
    public void Lines_AreNoLongerThanAllowed()
    {
        string limit =
            File.ReadLines(Repository.Path(".editorconfig")).Single(line => line.StartsWith("max_line_length", StringComparison.Ordinal));
        Assert.Equal($"max_line_length = {Most}", limit);
        Assert.Empty(Folders.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .SelectMany(TooLong));
    }

    private static IEnumerable<string> TooLong(string path)
    {
        SourceText text = SourceText.From(File.ReadAllText(path));
        TextLine[] lines = [.. text.Lines.Where(line => line.Span.Length > Most)];
        if (lines.Length == 0)
        {
            return [];
        }

        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot(TestContext.Current.CancellationToken);
        return lines.Where(line => !MayBeLong(root, text, line)).Select(
            line => $"{Path.GetRelativePath(Repository.Folder, path)}:{line.LineNumber + 1}");
    }

    private static bool IsText(SyntaxNode node) => node is InterpolatedStringExpressionSyntax
        || node.IsKind(SyntaxKind.StringLiteralExpression)
        || node.IsKind(SyntaxKind.Utf8StringLiteralExpression);

    private static bool MayBeLong(SyntaxNode root, SourceText text, TextLine line)
    {
        string content = text.ToString(line.Span).TrimStart();
        if (content.StartsWith("//", StringComparison.Ordinal))
        {
            return !content[..^1].Contains(' ', StringComparison.Ordinal) || content.LastIndexOf(' ') < 40
                || content.Contains("cref=", StringComparison.Ordinal);
        }

        // A text across the limit, or one that begins before it and ends near it: broken lines would be no easier to read.
        return root.DescendantNodes(line.Span).Any(
            node => IsText(node) && node.Span.OverlapsWith(line.Span) && node.Span.End > line.Start + Most - Tail);
    }
}
