namespace LogReg.Cli.Tests.Launched;

/// <summary>Processes of one job that were started with different arguments, or that run different versions.</summary>
public sealed class JointStartTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train b.csv", "rank 1 on host1 was started with b.csv, but rank 0 on host0 with a.csv")]
    [InlineData("train a.csv --lambda 1", "rank 1 on host1 was started with --lambda 1, but rank 0 on host0 without it")]
    [InlineData("predict a.csv", "rank 1 on host1 was started as 'logreg predict a.csv', but rank 0 on host0 as 'logreg train a.csv'")]
    [InlineData("--version", "rank 1 on host1 was started as 'logreg --version', but rank 0 on host0 as 'logreg train a.csv'")]
    [InlineData("train a.csv --help", "rank 1 on host1 was started with --help, but rank 0 on host0 without it")]
    [InlineData(
        "train a.csv --lamda 1",
        "rank 1 on host1 was started as 'logreg train a.csv --lamda 1', but rank 0 on host0 as 'logreg train a.csv'")]
    public void OtherArguments_AreToldOnce(string other, string expected) => AssertRefused("train a.csv", other, expected);

    [Theory]
    [InlineData(
        "train a.csv --features x,y --quiet",
        "train a.csv --quiet --features x",
        "rank 1 on host1 was started with --features x, but rank 0 on host0 with --features x,y")]
    [InlineData(
        "train a.csv --quiet --json", "train a.csv --json", "rank 0 on host0 was started with --quiet, but rank 1 on host1 without it")]
    [InlineData(
        "train a.csv --lamda 1",
        "train a.csv",
        "rank 1 on host1 was started as 'logreg train a.csv', but rank 0 on host0 as 'logreg train a.csv --lamda 1'")]
    [InlineData(
        "train a.csv",
        "train a.csv --lamda 2 --connection postgres://me:secret@host/data",
        "rank 1 on host1 was started as 'logreg train a.csv --lamda 2 --connection …', but rank 0 on host0 as 'logreg train a.csv'")]
    [InlineData(
        "train a.csv",
        "train a.csv --lamda 2 --connection=postgres://me:secret@host/data",
        "rank 1 on host1 was started as 'logreg train a.csv --lamda 2 --connection=…', but rank 0 on host0 as 'logreg train a.csv'")]
    [InlineData(
        "train a.csv",
        "train a.csv --lamda 2 --connection:postgres://me:secret@host/data",
        "rank 1 on host1 was started as 'logreg train a.csv --lamda 2 --connection:…', but rank 0 on host0 as 'logreg train a.csv'")]
    public void OtherValues_AreToldOnce(string first, string other, string expected) => AssertRefused(first, other, expected);

    [Theory]
    [InlineData("train a.csv --lamda 1", "train a.csv --lamda 1 --threads 2", "unknown option '--lamda'")]
    [InlineData("train a.csv --lamda 1", "train a.csv --lambda x", "unknown option '--lamda'")]
    [InlineData("train a.csv --threads 1 --threads 1", "tain", "--threads is given 2 times, but takes one value")]
    public void ArgumentsThatNoneCanRead_RankZeroSaysWhy(string first, string other, string expected) => AssertRefused(
        ThreadProcesses.Run(2, processes => Run(processes, processes.Rank == 0 ? first : other)), expected, hint: "");

    [Fact]
    public void OtherArgumentsOfSeveral_TheFirstIsTold() => AssertRefused(
        ThreadProcesses.Run(4, processes => Run(
            processes, processes.Rank < 2 ? "train a.csv" : $"train a.csv --seed {processes.Rank}")),
        "rank 2 on host2 was started with --seed 2, but rank 0 on host0 without it");

    [Fact]
    public void TheSameInAnotherWay_IsTheSame()
    {
        CommandRun[] runs = ThreadProcesses.Run(3, processes => Run(
            processes,
            processes.Rank switch
            {
                0 => $"train {_folder.Path("none.csv")} --test-size 0.2 -o m.json --quiet",
                1 => $"train --quiet --output m.json --test-size=0.2 {_folder.Path("none.csv")}",
                _ => $"train --test-size:0.2 {_folder.Path("none.csv")} --output=m.json --quiet",
            }));
        runs[0].Fails(ExitCode.Failure, "none.csv", "path");
        Assert.All(runs.Skip(1), run => Assert.Equal(new CommandRun(ExitCode.Failure, "", ""), run));
    }

    [Fact]
    public void WhatAProcessUsesOfItsMachine_MayDiffer()
    {
        string data = _folder.Write("rows.csv", GeneratedRows.Noise(30_000, 3));
        string train = $"train {data} --reproducible --quiet -o";
        CommandRun.Of($"{train} {_folder.Path("one.json")}".Split(' ')).Succeeds();
        CommandRun[] runs = ThreadProcesses.Run(3, processes => Run(
            processes,
            $"{train} {_folder.Path("three.json")}{processes.Rank switch
            {
                0 => "",
                1 => " --threads 2",
                _ => $" --memory 1MB --cache-dir {_folder.Path("")}",
            }}"));
        Assert.All(runs, run => run.Succeeds());
        Assert.Equal(File.ReadAllBytes(_folder.Path("one.json")), File.ReadAllBytes(_folder.Path("three.json")));
    }

    [Fact]
    public void OtherVersions_AreToldOnce()
    {
        CommandRun[] runs = ThreadProcesses.Run(
            3, processes => Run(processes.WithVersions("0.2.0+1f2e", "0.2.0+1f2e", "0.1.0+77aa"), "train a.csv"));
        AssertRefused(runs, "rank 2 on host2 runs logreg 0.1.0+77aa, but rank 0 on host0 runs logreg 0.2.0+1f2e", "same version");
    }

    private static void AssertRefused(string first, string other, string expected) =>
        AssertRefused(ThreadProcesses.Run(2, processes => Run(processes, processes.Rank == 0 ? first : other)), expected);

    private static void AssertRefused(CommandRun[] runs, string expected, string hint = "start all processes with the same arguments")
    {
        runs[0].Fails(ExitCode.Usage, expected, hint);
        Assert.All(runs.Skip(1), run => Assert.Equal(new CommandRun(ExitCode.Usage, "", ""), run));
    }

    private static CommandRun Run(ThreadProcesses processes, string arguments) =>
        CommandRun.Of(new Surroundings { Processes = processes }, arguments.Split(' '));
}
