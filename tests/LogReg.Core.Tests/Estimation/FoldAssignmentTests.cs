using CsCheck;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;

namespace LogReg.Tests.Estimation;

public class FoldAssignmentTests
{
    [Fact]
    public void Stratified_FixedSeed_GivesTheseFoldsForEver()
    {
        int[] classes = [.. Enumerable.Range(0, 20).Select(row => row % 4 == 0 ? 1 : 0)];
        Assert.Equal(Expected, string.Join("", FoldAssignment.Stratified(classes, 2, new([classes.Length]), 3, seed: 1).FoldOf));
        Assert.NotEqual(Expected, string.Join("", FoldAssignment.Stratified(classes, 2, new([classes.Length]), 3, seed: 2).FoldOf));
    }

    private const string Expected = "00012112120202101012";

    [Fact]
    public void Stratified_AnyClasses_SizesDifferByOneRowAtMost() =>
        Gen.Select(Gen.Int[0, 3].Array[2, 200], Gen.Int[2, 12], Gen.Int).Sample((classes, folds, seed) =>
        {
            FoldAssignment assignment = FoldAssignment.Stratified(classes, 4, new([classes.Length]), folds, seed);
            Assert.Equal(folds, assignment.Count);
            AssertBalanced(assignment.FoldOf, folds);
            for (int code = 0; code < 4; code++)
            {
                AssertBalanced([.. assignment.FoldOf.Where((_, row) => classes[row] == code)], folds);
            }
        });

    [Fact]
    public void Stratified_AnyChunks_SizesDifferByOneRowAtMost() =>
        Gen.Select(Gen.Int[0, 2].Array[2, 200], Gen.Int[0, 50].Array[0, 10], Gen.Int[2, 12], Gen.Int).Sample((classes, cuts, folds, seed) =>
        {
            FoldAssignment assignment = FoldAssignment.Stratified(classes, 3, new(Chunks(classes.Length, cuts)), folds, seed);
            AssertBalanced(assignment.FoldOf, folds);
            for (int code = 0; code < 3; code++)
            {
                AssertBalanced([.. assignment.FoldOf.Where((_, row) => classes[row] == code)], folds);
            }
        });

    [Fact]
    public void Stratified_RowsOfOtherChunks_MoveNoRowOfAChunk()
    {
        // With as many rows of each class before and in all, a chunk is dealt as it is.
        int[] classes = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0 ? 1 : 0)];
        int[] others = [.. Enumerable.Range(0, 300).Select(row => row is >= 100 and < 200 ? classes[row] : row % 3 == 1 ? 1 : 0)];
        others[0] = 1;
        int[] folds = FoldAssignment.Stratified(classes, 2, new([100, 100, 100]), 5, seed: 1).FoldOf;
        Assert.Equal(folds[100..200], FoldAssignment.Stratified(others, 2, new([100, 100, 100]), 5, seed: 1).FoldOf[100..200]);
        Assert.NotEqual(folds[..100], folds[100..200]);
    }

    private static int[] Chunks(int rowCount, int[] cuts)
    {
        var chunks = new List<int>();
        foreach (int cut in cuts)
        {
            chunks.Add(Math.Min(cut, rowCount - chunks.Sum()));
        }

        return [.. chunks, rowCount - chunks.Sum()];
    }

    [Fact]
    public void Grouped_MoreGroupsThanFolds_SplitsNoGroup() =>
        Gen.Select(Gen.Int[0, 30].Array[20, 200], Gen.Int[2, 6], Gen.Int).Sample((values, folds, seed) =>
        {
            int[] distinct = [.. values.Distinct()];
            int[] groups = [.. values.Select(value => Array.IndexOf(distinct, value))];
            FoldAssignment assignment = FoldAssignment.Grouped(RowParts.Whole(groups.Length), groups, distinct.Length, folds, seed);
            Assert.All(
                groups.Zip(assignment.FoldOf).GroupBy(pair => pair.First),
                group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
            Assert.Equal(Math.Min(folds, distinct.Length), assignment.Count);
            Assert.Equal(assignment.Count, assignment.FoldOf.Distinct().Count());
            Assert.Equal(distinct.Length <= folds, assignment.IsFoldPerValue);

            // Whoever got the last group was the smallest: no fold is larger than the smallest by more than the largest group.
            long[] sizes = assignment.CountRows();
            Assert.True(assignment.IsFoldPerValue || sizes.Max() - sizes.Min() <= groups.CountBy(group => group).Max(pair => pair.Value));
        });

    [Fact]
    public void Grouped_EqualGroups_SeedDecides()
    {
        int[] groups = [.. Enumerable.Range(0, 60).Select(row => row / 2)];
        FoldAssignment Deal(int seed) => FoldAssignment.Grouped(RowParts.Whole(groups.Length), groups, 30, 5, seed);
        Assert.Equal(Deal(1).FoldOf, Deal(1).FoldOf);
        Assert.NotEqual(Deal(1).FoldOf, Deal(2).FoldOf);
        Assert.Equal([12, 12, 12, 12, 12], Deal(1).CountRows());
    }

    [Fact]
    public void RequireEveryClass_ClassInOneFold_NamesClassAndFold()
    {
        var target = new TargetDescription("y", ["a", "b", "c"], null);
        DataException exception = Assert.Throws<DataException>(() =>
            new FoldAssignment(RowParts.Whole(6), [0, 1, 0, 1, 1, 1], 2).RequireEveryClass([0, 0, 1, 1, 2, 2], target, "site", "--cv", "data.csv"));
        Assert.Equal("data.csv, column 'y': fold 2 of 2 holds out all 2 rows of class 'c', so none is left to train on", exception.Message);
        Assert.Equal(
            "choose another CrossValidation.FoldsColumn than 'site': every class must have rows in at least two folds", exception.Hint);
        exception = Assert.Throws<DataException>(() =>
            new FoldAssignment(RowParts.Whole(6), [0, 1, 0, 2, 1, 1], 3).RequireEveryClass([0, 0, 1, 1, 2, 2], target, "site", "--cv", "data.csv"));
        Assert.Equal("lower --cv, or choose another CrossValidation.FoldsColumn than 'site'", exception.Hint);
        new FoldAssignment(RowParts.Whole(6), [0, 1, 0, 1, 0, 1], 2).RequireEveryClass([0, 0, 1, 1, 2, 2], target, "site", "--cv", "data.csv");
    }

    private static void AssertBalanced(int[] foldOf, int folds)
    {
        int[] counts = [.. Enumerable.Range(0, folds).Select(fold => foldOf.Count(other => other == fold))];
        Assert.True(counts.Max() - counts.Min() <= 1, string.Join(", ", counts));
    }
}
